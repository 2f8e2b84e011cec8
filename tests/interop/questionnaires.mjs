// The questionnaires that are tried: the built-in one, that of the tests, all examples, and made-up ones.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { makeUp } from './made-up.mjs';
import { prints_json } from './program.mjs';

const LANGUAGES = ['en', 'es'];

/// Each questionnaire in its own language and in those of LANGUAGES that it has: a name, the options that choose it, and what
/// the program prints of it. The repository is where it comes from; `madeUp` is how many are made up.
export function questionnaires(repository, madeUp) {
  const files = [`${repository}/tests/content/own/questions.toml`, ...examples(`${repository}/examples`)];
  for (let seed = 1; seed <= madeUp; seed++) files.push(written(seed));
  const named = file => [file.split('/').slice(-2).join('/').replace(/(\/questions)?\.toml$/, ''), ['--questions', file]];
  return [['built-in', []], ...files.map(named)].flatMap(([name, file]) => in_languages(name, file));
}

function in_languages(name, file) {
  const own = prints_json('questionnaire', '--format', 'fhir', ...file);
  const texts = JSON.stringify(own);
  const beside = LANGUAGES.filter(lang => lang !== own.language && texts.includes(`"valueCode":"${lang}"`));
  const languages = [own.language, ...beside];
  return languages.map(lang => {
    const options = ['--lang', lang, ...file];
    return {
      name: `${name} ${lang}`,
      options,
      authored: prints_json('questionnaire', '--format', 'json', ...options),
      fhir: prints_json('questionnaire', '--format', 'fhir', ...options),
    };
  });
}

/// The files in a folder and in those below it that are questionnaires: they have items, and translate no other.
function examples(folder) {
  const files = readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.toml')).sort().map(name => `${folder}/${name}`);
  const holds = (file, line) => line.test(readFileSync(file, 'utf8'));
  return files.filter(file => holds(file, /^\[\[items\]\]/m) && !holds(file, /^questionnaire *=/m));
}

function written(seed) {
  const folder = `made-up/${seed}`;
  const { questions, translation } = makeUp(seed);
  mkdirSync(`${folder}/translations`, { recursive: true });
  writeFileSync(`${folder}/questions.toml`, questions);
  writeFileSync(`${folder}/translations/es.toml`, translation);
  return `${folder}/questions.toml`;
}
