// Lays the questionnaires, and responses to them with answers that look random, before the judges of resources.
// Usage: node judge.mjs PROGRAM REPOSITORY MADE-UP RESPONSES

import { answers } from './answers.mjs';
import { JUDGES } from './judges.mjs';
import { reports, use } from './program.mjs';
import { questionnaires } from './questionnaires.mjs';

const [program, repository, madeUp, responses] = process.argv.slice(2);
use(program);
const cases = questionnaires(repository, Number(madeUp)).flatMap(({ name, options, authored, fhir }) => {
  const all = [{ name, resource: fhir }];
  for (let seed = 1; seed <= Number(responses); seed++) {
    const resource = reports(answers(authored, seed), '--format', 'fhir', ...options);
    all.push({ name: `${name} response ${seed}`, resource, questionnaire: fhir, options });
  }
  return all;
});

let faults = 0;
for (const [judge, look] of JUDGES) {
  look(cases).forEach((said, place) => {
    if (said?.length) console.log(`${judge} on ${cases[place].name}: ${said.slice(0, 3).join('; ')}`);
    faults += said?.length ?? 0;
  });
}
const ofQuestionnaires = cases.filter(({ resource }) => resource.resourceType === 'Questionnaire').length;
console.log(`${JUDGES.length} judges on ${ofQuestionnaires} questionnaires and ${cases.length - ofQuestionnaires} responses: ${faults} faults.`);
process.exit(faults === 0 ? 0 : 1);
