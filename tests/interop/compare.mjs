// What a renderer shows for a set of answers, held against what report says of the same answers.

import { reports } from './program.mjs';

/// Shows a questionnaire with a set of answers and returns how it differs from the report. `shown` is the resource that is
/// shown, if it is another.
export async function differences(renderer, questionnaire, given, shown = questionnaire.fhir) {
  await renderer.show(shown, reports(given, '--format', 'fhir', ...questionnaire.options));
  return differs(renderer, questionnaire, given);
}

/// How a renderer differs from the report: the sections and guidance in sight, the reasons of each, their titles, what is for
/// everybody, and what comes back: the answers, and what was written.
export async function differs(renderer, { options, authored, fhir }, given) {
  const report = reports(given, '--format', 'json', ...options);
  const { inSight, response } = await renderer.look();
  const ids = [...new Set(inSight.map(([id]) => id))];
  const kinds = ['sections', 'guidance'].flatMap(kind => [
    [kind, texts(ids, kind, authored), report[kind].map(({ id, because }) => ({ id, because: [...because].sort() }))],
    [`titles of ${kind}`, titles(inSight, kind, authored), []],
  ]);
  const lost = always(fhir).filter(id => !ids.includes(id));
  const back = readBack(response, options);
  const pairs = [...kinds, ['lost', lost, []], ...['answers', 'words', 'since', 'next_step'].map(key => [key, back[key], report[key]])];
  return pairs.filter(([, theirs, ours]) => JSON.stringify(theirs) !== JSON.stringify(ours))
    .map(([what, theirs, ours]) => `${what}: ${renderer.name} ${JSON.stringify(theirs)}, report ${JSON.stringify(ours)}`);
}

/// The texts of a kind that are in sight, each with its reasons.
function texts(ids, kind, authored) {
  const known = new Set(authored[kind].map(({ id }) => `${kind}.${id}`));
  const reasons = link => authored.items.map(({ id }) => id).filter(id => ids.includes(`${link}.because.${id}`)).sort();
  return ids.filter(link => known.has(link)).map(link => ({ id: link.slice(kind.length + 1), because: reasons(link) }));
}

/// The texts of a kind that are in sight without the title that the questionnaire gives them.
function titles(inSight, kind, authored) {
  const shows = (id, title) => inSight.some(([link, words]) => link === `${kind}.${id}` && words.includes(title));
  const shown = authored[kind].filter(({ id }) => inSight.some(([link]) => link === `${kind}.${id}`));
  return shown.filter(({ id, title }) => !shows(id, title.replaceAll('*', ''))).map(({ id }) => id);
}

/// The parts that everybody sees: under no condition. Where the help of a question is shown is the renderer's own choice.
function always(of) {
  const parts = of.item.filter(part => !part.enableWhen && !/enableWhenExpression/.test(JSON.stringify(part.extension ?? [])));
  return parts.flatMap(part => [part.linkId, ...(part.type === 'group' ? always(part) : [])]);
}

/// What the program reports of a response; as the answers what it says if it refuses.
function readBack(response, options) {
  try {
    return reports(response, '--format', 'json', ...options);
  } catch (error) {
    return { answers: String(error.stderr) };
  }
}
