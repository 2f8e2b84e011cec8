// Shows the questionnaire in LHC-Forms with sets of answers, and compares what is in sight with what report says: the
// sections and guidance, the reasons of each, and the answers that come back.
// Usage: node lhc-forms.mjs PROGRAM QUESTIONNAIRE SETS

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { answers } from './answers.mjs';

const [program, other, sets] = process.argv.slice(2);
const run = (...args) => execFileSync(program, [...args, '--no-settings'], { encoding: 'utf8', maxBuffer: 1 << 26 });
const json = (...args) => JSON.parse(run(...args));

const folder = `file://${process.cwd()}/node_modules/lforms/dist/lforms`;
writeFileSync('page.html', `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="${folder}/webcomponent/styles.css"><div id="form"></div>
<script src="${folder}/webcomponent/assets/lib/zone.min.js"></script>
<script src="${folder}/webcomponent/lhc-forms.js"></script>
<script src="${folder}/fhir/lformsFHIRAll.min.js"></script>`);

const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'],
});
const page = await browser.newPage();
await page.goto(`file://${process.cwd()}/page.html`);
await page.waitForFunction('window.LForms?.FHIR?.R4', { timeout: 60_000 });

/// Shows a form; returns the linkIds in sight once they no longer change, and the response.
async function shown(questionnaire, response) {
  return page.evaluate(async (questionnaire, response) => {
    const Util = window.LForms.Util;
    const form = Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4');
    const filled = Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', response, form, 'R4');
    document.getElementById('form').innerHTML = '';
    await Util.addFormToPage(filled, 'form');
    const inSight = () => [...document.querySelectorAll('[id^="item-"]')]
      .filter(element => element.offsetParent !== null)
      .map(element => element.id.slice('item-'.length).split('/')[0]);
    let before = '', same = 0;
    for (let n = 0; n < 200 && same < 4; n++) {
      await new Promise(resolve => setTimeout(resolve, 50));
      const now = inSight().join();
      same = now === before && now !== '' ? same + 1 : 0;
      before = now;
    }
    return { inSight: [...new Set(inSight())], response: Util.getFormFHIRData('QuestionnaireResponse', 'R4') };
  }, questionnaire, response);
}

/// The texts of a kind that are in sight, each with its reasons.
function texts(inSight, kind) {
  const ids = inSight.filter(id => id.startsWith(`${kind}.`)).map(id => id.split('.'));
  const of = ids.filter(parts => parts.length === 2).map(parts => parts[1]);
  return of.map(id => ({ id, because: ids.filter(p => p[1] === id && p[2] === 'because').map(p => p[3]).sort() }));
}

let compared = 0, differ = 0;
for (const [name, file] of [['built-in', []], ['tests', ['--questions', other]]]) {
  for (const lang of ['en', 'es']) {
    const authored = json('questionnaire', '--format', 'json', ...file);
    const questionnaire = json('questionnaire', '--format', 'fhir', '--lang', lang, ...file);
    for (let seed = 1; seed <= Number(sets); seed++) {
      writeFileSync('answers.json', JSON.stringify(answers(authored, seed)));
      const report = json('report', 'answers.json', '--format', 'json', '--lang', lang, ...file);
      const response = json('report', 'answers.json', '--format', 'fhir', '--lang', lang, ...file);
      const { inSight, response: back } = await shown(questionnaire, response);
      writeFileSync('back.json', JSON.stringify(back));
      const sorted = kind => report[kind].map(({ id, because }) => ({ id, because: [...because].sort() }));
      const pairs = [
        ['sections', texts(inSight, 'sections'), sorted('sections')],
        ['guidance', texts(inSight, 'guidance'), sorted('guidance')],
        ['answers', json('report', 'back.json', '--format', 'json', ...file).answers, report.answers],
      ];
      for (const [what, theirs, ours] of pairs) {
        if (JSON.stringify(theirs) === JSON.stringify(ours)) continue;
        differ++;
        console.log(`${name} ${lang} set ${seed}: ${what} differ\n  LHC-Forms: ${JSON.stringify(theirs)}\n  report:    ${JSON.stringify(ours)}`);
      }
      compared++;
    }
  }
}
await browser.close();
const version = JSON.parse(readFileSync('node_modules/lforms/package.json')).version;
console.log(`LHC-Forms ${version}: ${compared} sets of answers compared, ${differ} differences.`);
process.exit(differ === 0 ? 0 : 1);
