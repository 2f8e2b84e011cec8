// Smart Forms, a renderer of CSIRO: its React component, bundled into a page of ours.

import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { opened } from './browser.mjs';

/// Opens Smart Forms. It has what LHC-Forms has; `look` looks at every page of the form.
export async function smartForms(browser) {
  bundle();
  const head = '<link rel="stylesheet" href="smart-forms-page.css"><script src="smart-forms-page.js"></script>';
  const page = await opened(browser, 'smart-forms', head, 'window.SmartForms');
  const version = JSON.parse(readFileSync('node_modules/@aehrc/smart-forms-renderer/package.json')).version;
  const show = (questionnaire, response) => page.evaluate((...both) => window.SmartForms.show(...both), questionnaire, response ?? undefined);
  const look = () => page.evaluate(async () => {
    const look = () => [...document.querySelectorAll('[data-linkid]')]
      .filter(element => element.offsetParent !== null)
      .map(element => [element.dataset.linkid, element.innerText]);
    await window.settled(look);
    const pages = [];
    for (let n = 0; n < window.SmartForms.pages(); n++) {
      window.SmartForms.turnTo(n);
      pages.push(await window.settled(look, 2, 25));
    }
    return { inSight: pages.flat(), response: window.SmartForms.response() };
  });
  const choose = (item, { code }) => page.locator(`[data-linkid="${item}"] label:has(input[value="${code}"])`).setTimeout(10_000).click();
  const write = async (item, words) => {
    await page.locator(`[data-linkid="${item}"] textarea`).setTimeout(10_000).fill(words);
    // It takes a text a moment after the last key, and loses it if another field is written to before.
    await new Promise(taken => setTimeout(taken, 1_000));
  };
  const turn = () => page.locator('[aria-label="Next page"]').setTimeout(10_000).click();
  return { name: 'Smart Forms', version, show, choose, write, turn, look };
}

function bundle() {
  buildSync({
    entryPoints: ['smart-forms-page.jsx'],
    outfile: 'smart-forms-page.js',
    bundle: true,
    jsx: 'automatic',
    loader: { '.woff': 'dataurl', '.woff2': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
}
