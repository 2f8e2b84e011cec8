// Shows questionnaires in the renderers with answers that look random, and compares what is in sight with the report.
// Usage: node render.mjs PROGRAM REPOSITORY MADE-UP SETS

import { answers } from './answers.mjs';
import { browser } from './browser.mjs';
import { differences } from './compare.mjs';
import { lhcForms } from './lhc-forms.mjs';
import { use } from './program.mjs';
import { questionnaires } from './questionnaires.mjs';
import { smartForms } from './smart-forms.mjs';

const [program, repository, madeUp, sets] = process.argv.slice(2);
use(program);
const all = questionnaires(repository, Number(madeUp));
const chromium = await browser();
let differ = 0;
for (const open of [lhcForms, smartForms]) {
  const renderer = await open(chromium);
  let found = 0;
  for (const questionnaire of all) {
    for (let seed = 1; seed <= Number(sets); seed++) {
      for (const difference of await differences(renderer, questionnaire, answers(questionnaire.authored, seed))) {
        found++;
        console.log(`${questionnaire.name}, set ${seed}: ${difference}`);
      }
    }
  }
  differ += found;
  console.log(`${renderer.name} ${renderer.version}: ${all.length} questionnaires with ${sets} sets of answers each, ${found} differences.`);
}
await chromium.close();
process.exit(differ === 0 ? 0 : 1);
