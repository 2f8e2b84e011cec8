// Goes through whole sessions in the renderers with the mouse: each question is answered with one option and then with another.
// What a person wants to bring up is typed. What is in sight at the end, and the response, are held against the report on the
// answers that were chosen last.
// Usage: node click.mjs PROGRAM REPOSITORY

import { answers } from './answers.mjs';
import { browser } from './browser.mjs';
import { differs } from './compare.mjs';
import { lhcForms } from './lhc-forms.mjs';
import { use } from './program.mjs';
import { questionnaires } from './questionnaires.mjs';
import { smartForms } from './smart-forms.mjs';

/// What a person writes.
const WRITTEN = { words: 'I feel "far away" <b>&', since: 'Desde el otoño', next_step: 'Call Ana' };

const [program, repository] = process.argv.slice(2);
use(program);
const all = questionnaires(repository, 0);
const chromium = await browser();
let differ = 0;
for (const open of [lhcForms, smartForms]) {
  const renderer = await open(chromium);
  let clicks = 0, found = 0;
  for (const questionnaire of all) {
    const given = { ...everything(questionnaire.authored), ...WRITTEN };
    clicks += await answered(renderer, questionnaire.fhir, given);
    for (const difference of await differs(renderer, questionnaire, given)) {
      found++;
      console.log(`${questionnaire.name}, by mouse: ${difference}`);
    }
  }
  differ += found;
  console.log(`${renderer.name} ${renderer.version}: ${all.length} questionnaires answered with ${clicks} clicks, ${found} differences.`);
}
await chromium.close();
process.exit(differ === 0 ? 0 : 1);

/// Answers every question of a questionnaire by clicks, and returns how many they were.
async function answered(renderer, fhir, given) {
  let clicks = 0;
  await renderer.show(fhir, null);
  for (const [n, page] of fhir.item.entries()) {
    if (n > 0) await renderer.turn();
    for (const question of page.item.filter(part => part.type === 'choice')) {
      const options = question.answerOption.map(option => option.valueCoding);
      const last = options.find(option => option.code === given.answers[question.linkId]);
      for (const option of [options[clicks % options.length], last]) {
        await renderer.choose(question.linkId, option);
        clicks++;
      }
    }
    for (const field of page.item.filter(part => part.type === 'text')) {
      await renderer.write(field.linkId, given[field.linkId.slice('bring.'.length)]);
    }
  }
  return clicks;
}

/// An answer to every question, as it comes; some are not said.
function everything(authored) {
  const sets = Array.from({ length: 100 }, (_, seed) => answers(authored, seed + 1));
  const of = item => sets.map(set => set.answers[item.id]).find(answer => answer);
  return { ...sets[0], answers: Object.fromEntries(authored.items.map(item => [item.id, of(item)])) };
}
