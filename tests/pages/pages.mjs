// Looks at each page as a person would: axe-core finds nothing, no width makes it scroll sideways, it loads nothing, and on
// A4 and Letter no letter is lost or outside the margins. Pages with a planted fault prove that each is found.
// Usage: node pages.mjs PROGRAM REPOSITORY [PAGE.html]...

import axe from 'axe-core';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import puppeteer from 'puppeteer-core';

const [program, repository, ...others] = process.argv.slice(2);
/// The first is what WCAG 2.2 asks for (1.4.10).
const WIDTHS = [320, 800, 1400];
/// The room between letters, words and lines that a reader may ask for (WCAG 2.2, 1.4.12).
const SPACED = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';
const LOOKS = [
  [{ name: 'prefers-color-scheme', value: 'light' }],
  [{ name: 'prefers-color-scheme', value: 'dark' }],
  [{ name: 'prefers-contrast', value: 'more' }],
];
/// The margin that a page leaves empty but for its number, in points; less than page.css has.
const MARGIN = 40;

const run = (...args) => execFileSync(program, [...args, '--no-settings'], { encoding: 'utf8', maxBuffer: 1 << 26 });

/// Answers to every question: the first option of each, or the last. The words are long and hostile.
function answers(file, row) {
  const authored = JSON.parse(run('questionnaire', '--format', 'json', ...file));
  const options = id => authored.option_sets.find(set => set.id === id).options;
  const given = authored.items.map(item => [item.id, options(item.options).at(row).id]);
  return {
    questionnaire: authored.id,
    version: authored.version,
    answers: Object.fromEntries(given),
    words: `</main><script>alert(1)</script> ${'w'.repeat(300)}\n\nשלום & "מה" <b>\n${'a few words '.repeat(200)}`,
    next_step: '<img src="http://example.org/x">',
  };
}

/// The pages, each with its name.
function* pages() {
  const own = ['--questions', `${repository}/tests/content/own/questions.toml`];
  for (const [name, file, lang, region] of [['built-in', [], 'en', 'GB'], ['built-in', [], 'es', 'MX'], ['tests', own, 'en', 'US']]) {
    const of = [...file, '--format', 'html', '--lang', lang, '--region', region];
    yield [`form of ${name} ${lang}`, run('questionnaire', ...of)];
    writeFileSync('answers.json', JSON.stringify(answers(file, lang === 'es' ? 0 : -1)));
    yield [`report of ${name} ${lang}`, run('report', 'answers.json', ...of)];
  }
  for (const file of others) yield [basename(file), readFileSync(file, 'utf8')];
}

const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'],
  protocolTimeout: 120_000,
});

/// Returns what is wrong with a page, in sentences.
async function faults(html) {
  const found = [];
  writeFileSync('page.html', html);
  const page = await browser.newPage();
  page.on('request', request => {
    if (!request.url().endsWith('/page.html')) found.push(`it loads ${request.url()}`);
  });
  page.on('dialog', dialog => { found.push('a script runs'); dialog.dismiss(); });
  await page.goto(`file://${process.cwd()}/page.html`);
  const devtools = await page.createCDPSession();
  await page.evaluate(axe.source);
  for (const look of LOOKS) {
    await devtools.send('Emulation.setEmulatedMedia', { features: look });
    // Colors are all that differs from look to look.
    const rules = look === LOOKS[0] ? {} : { runOnly: ['color-contrast'] };
    const { violations } = await page.evaluate(rules => window.axe.run(rules), rules);
    for (const { id, nodes } of violations) found.push(`axe (${look[0].value}): ${id}: ${nodes[0].html.slice(0, 120)}`);
  }
  found.push(...await inBrowser(page));
  const spaced = await page.addStyleTag({ content: SPACED });
  found.push(...(await inBrowser(page)).map(it => `with more room between letters and lines, ${it}`));
  await spaced.evaluate(it => it.remove());
  const text = await page.evaluate(() => document.body.innerText);
  for (const format of ['A4', 'Letter']) found.push(...await onPaper(page, format, text));
  await page.close();
  return found;
}

/// Returns where a page scrolls sideways, or is cut.
async function inBrowser(page) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 900 });
    const [is, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    if (is > room) found.push(`at a width of ${width} it scrolls sideways: ${is}`);
  }
  // What holds more than is shown of it is cut on paper too.
  const cut = await page.evaluate(() => [...document.querySelectorAll('body *')]
    .filter(it => getComputedStyle(it).overflowY !== 'visible' && it.scrollHeight > it.clientHeight + 1)
    .map(it => it.outerHTML.slice(0, 120)));
  return [...found, ...cut.map(it => `it is cut: ${it}`)];
}

/// Returns what is wrong with a page on paper.
async function onPaper(page, format, text) {
  await page.pdf({ path: 'page.pdf', format });
  const found = [];
  const of = (...args) => execFileSync('pdftotext', [...args, 'page.pdf', '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const sheets = of('-raw').split('\f').slice(0, -1);
  sheets.forEach((sheet, n) => {
    if (!sheet.includes(`${n + 1} / ${sheets.length}`)) found.push(`${format}: sheet ${n + 1} has no number`);
  });
  const printed = letters(sheets.map((sheet, n) => sheet.replace(`${n + 1} / ${sheets.length}`, '')).join('\n'));
  if (printed !== letters(text)) found.push(`${format}: the letters on paper are not those of the page`);
  const [, width, height] = of('-bbox').match(/<page width="([\d.]+)" height="([\d.]+)"/).map(Number);
  for (const [, ...box] of of('-bbox').matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(?!\d+<|\/<)/g)) {
    const [left, top, right, bottom] = box.map(Number);
    if (left < MARGIN || top < MARGIN || right > width - MARGIN || bottom > height - MARGIN) {
      found.push(`${format}: a word is outside the margins: ${box}`);
      break;
    }
  }
  return found;
}

/// The letters of a text, in an order that does not depend on where lines are broken or which way they run.
function letters(text) {
  const plain = text.normalize('NFKC').replace(/[\s•\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  return /[\u0590-\u08ff]/u.test(plain) ? [...plain].sort().join('') : plain;
}

let wrong = 0, looked = 0, page;
for (const [name, html] of pages()) {
  if (name === 'form of tests en') page = html;
  const found = await faults(html);
  for (const fault of found) console.log(`${name}: ${fault}`);
  wrong += found.length;
  looked++;
}

const planted = [
  ['axe', page.replace('lang="en"', '')],
  ['axe', page.replace('--text: #262626', '--text: #cccccc')],
  ['axe', page.replace('<h2>', '<h5>').replace('</h2>', '</h5>')],
  ['scrolls', page.replace('<main>', '<main><div style="width: 90rem">x</div>')],
  ['more room', page.replace('<main>', '<main><div style="height: 2.2em; line-height: 1; overflow: hidden">Two rows.<br>And one more.<br></div>')],
  ['loads', page.replace(/<meta http-equiv[^>]*>/, '').replace('<main>', '<main><img alt="x" src="x.png">')],
  ['a script runs', page.replace(/<meta http-equiv[^>]*>/, '').replace('<main>', '<main><script>alert(1)</script>')],
  ['is cut', page.replace('<main>', '<main style="max-height: 40rem; overflow: hidden">')],
  ['letters', page.replace('.line {', 'footer { display: none; } @media screen { footer { display: block !important; } } .line {')],
  ['outside', page.replace('margin: 18mm 17mm', 'margin: 5mm')],
];
let missed = 0;
for (const [sign, html] of planted) {
  if (html !== page && (await faults(html)).some(fault => fault.includes(sign))) continue;
  console.log(`A planted fault was not found: ${sign}`);
  missed++;
}
const version = await browser.version();
await browser.close();
console.log(`${looked} pages in ${version} with axe-core ${axe.version}: ${wrong} faults. Of ${planted.length} planted faults ${missed} were missed.`);
process.exit(wrong + missed === 0 ? 0 : 1);
