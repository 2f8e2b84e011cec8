// Proves the judges: plants one fault after another and prints which judges catch it. Each fault has to be caught, and each
// judge has to catch one. The renderers are judges too: they catch what shows something else than the report reports.
// Usage: node prove.mjs PROGRAM REPOSITORY

import { browser } from './browser.mjs';
import { differences } from './compare.mjs';
import { FAULTS } from './faults.mjs';
import { JUDGES } from './judges.mjs';
import { lhcForms } from './lhc-forms.mjs';
import { reports, use } from './program.mjs';
import { questionnaires } from './questionnaires.mjs';
import { smartForms } from './smart-forms.mjs';

const [program, repository] = process.argv.slice(2);
use(program);
const own = questionnaires(repository, 0).find(({ name }) => name === 'own en');
// With few answers a text shows that has to wait for more; with many, one that is missing shows.
const few = answered({ 'raised-voices': 'often' });
const many = { words: 'The radio, most of all.', ...answered({
  'crowded-rooms': 'often', 'losing-the-thread': 'often', 'loud-event': 'declined', 'own-choice': 'mine', 'too-loud': 'yes',
  'ear-drops': 'no', 'busy-road': 'yes', 'loud-accident': 'yes',
}) };
const sound = { Questionnaire: own.fhir, QuestionnaireResponse: reports(many, '--format', 'fhir', ...own.options) };

const cases = Object.entries(FAULTS).flatMap(([type, faults]) => faults.map(([name, plant]) => {
  const resource = structuredClone(sound[type]);
  plant(resource);
  return { name: `${type}: ${name}`, resource, questionnaire: own.fhir, options: own.options };
}));
const caught = cases.map(() => []);
for (const [judge, look] of JUDGES) look(cases).forEach((said, n) => said?.length && caught[n].push(judge));
const chromium = await browser();
const renderers = [await lhcForms(chromium), await smartForms(chromium)];
for (const renderer of renderers) {
  for (const [n, { resource }] of cases.entries()) {
    if (resource.resourceType === 'Questionnaire' && await shows(renderer, resource)) caught[n].push(renderer.name);
  }
}
await chromium.close();

function answered(answers) {
  return { questionnaire: own.authored.id, version: own.authored.version, answers };
}

/// Says whether a renderer shows that something is wrong. It may also fail.
async function shows(renderer, fhir) {
  for (const set of [few, many]) {
    const found = await differences(renderer, own, set, fhir).catch(error => [error.message]);
    if (found.length > 0) return true;
  }
  return false;
}

cases.forEach(({ name }, n) => console.log(`${name}: ${caught[n].join(', ') || 'NOBODY'}`));
const names = [...JUDGES.map(([name]) => name), ...renderers.map(({ name }) => name)];
const idle = names.filter(name => !caught.flat().includes(name));
const missed = caught.filter(judges => judges.length === 0).length;
for (const name of idle) console.log(`${name} catches nothing.`);
console.log(`${cases.length} planted faults, ${missed} missed. Caught by: ${names.map(name => `${name} ${caught.filter(judges => judges.includes(name)).length}`).join(', ')}.`);
process.exit(missed + idle.length === 0 ? 0 : 1);
