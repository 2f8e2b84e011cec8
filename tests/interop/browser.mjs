// Debian's Chromium, and pages in it that lie on this machine.

import { writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

/// Starts the browser. Nothing in it reaches a network.
export function browser() {
  const args = ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files', '--host-resolver-rules=MAP * ~NOTFOUND'];
  return puppeteer.launch({ executablePath: '/usr/bin/chromium', args, protocolTimeout: 120_000 });
}

/// Opens a page with this head and an element "form"; waits until an expression is true in it.
export async function opened(browser, name, head, ready) {
  writeFileSync(`${name}.html`, `<!doctype html><meta charset="utf-8"><body><div id="form"></div>${head}</body>`);
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`file://${process.cwd()}/${name}.html`);
  await page.waitForFunction(ready, { timeout: 60_000 });
  await page.evaluate(() => {
    // Waits until what a function returns has not changed for some looks.
    window.settled = async (look, looks = 4, pause = 50) => {
      let before = '', same = 0;
      for (let n = 0; n < 200 && same < looks; n++) {
        await new Promise(resolve => setTimeout(resolve, pause));
        const now = JSON.stringify(look());
        same = now === before && now !== '[]' ? same + 1 : 0;
        before = now;
      }
      return look();
    };
  });
  return page;
}
