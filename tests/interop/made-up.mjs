// Questionnaires that look random and are the same each time: sets of options with and without an order, and rules of
// every form, two levels deep, with counts above one. Their texts have signs that mean something in HTML.

import { generator } from './answers.mjs';

/// Makes up a questionnaire and its Spanish translation, as the texts of their files.
export function makeUp(seed) {
  const below = generator(seed * 7919);
  const pick = list => list[below(list.length)];
  const times = (n, make) => Array.from({ length: n }, (_, place) => make(place));
  const option_sets = times(1 + below(3), set => ({
    id: `set-${set}`,
    ordered: set === 0 || below(3) > 0,
    options: times(2 + below(3), n => ({ id: `code-${n}`, text: `Word ${n} of <set> ${set}` })),
  }));
  const items = [];
  const groups = times(2 + below(3), group => {
    const tallied = below(2) === 0;
    let set = group === 0 ? option_sets[0] : pick(option_sets);
    const ids = times(2 + below(4), place => {
      if (!tallied && group > 0 && below(3) === 0) set = pick(option_sets);
      const id = `item-${group}.${place}`;
      const help = below(2) === 0 ? { help: `What belongs to question ${group}.${place}.` } : {};
      items.push({ id, label: `Label ${group}.${place}`, text: `Is this "question" ${group}.${place} & <nothing> else?`, options: set.id, ...help });
      return id;
    });
    return { id: `group-${group}`, title: `Page ${group}`, tallied, items: ids };
  });
  const made = { option_sets, groups, items };
  const sections = times(3 + below(4), n => text(`section-${n}`, rule(made, below, n)));
  const guidance = times(3 + below(4), n => ({ ...text(`advice.${n}`, rule(made, below, n)), next_step: `Step ${n}.` }));
  const all = { ...made, sections, guidance };
  const head = `id = "made-up-${seed}"\nversion = "${seed} | beta"\nlanguage = "en"\ntitle = "Made up ${seed}"\n`;
  const own = `questionnaire = "made-up-${seed}"\nversion = "${seed} | beta"\nlanguage = "es"\ntitle = "Inventado ${seed}"\n`;
  return { questions: head + tables(all), translation: own + tables(translated(all)) };
}

function text(id, show) {
  return { id, title: `Title of <${id}> & 'others'`, text: `The *first* paragraph of ${id}.\n\nThe second one.`, show };
}

/// A rule; the first three are those that `enableWhen` cannot say, so that no questionnaire is without them.
function rule(made, below, place, depth = 0) {
  const form = depth === 0 && place < 3 ? ['all', 'count', 'mixed'][place] : ['item', 'item', 'count', 'always', 'any', 'all'][below(depth < 2 ? 6 : 3)];
  const several = (depth) => Array.from({ length: 2 + below(2) }, () => rule(made, below, 9, depth));
  const counted = { group: made.groups[0].id, at_least: option(made.option_sets[0], below, 1), count: 2 };
  switch (form) {
    case 'always': return { always: true };
    case 'any': return { any: several(depth + 1) };
    case 'all': return { all: several(depth + 1) };
    case 'mixed': return { any: [counted, { all: several(2) }, of_item(made, below)] };
    case 'count': return { ...counted, count: 1 + below(made.groups[0].items.length) };
    default: return of_item(made, below);
  }
}

function of_item(made, below) {
  const item = made.items[below(made.items.length)];
  const set = made.option_sets.find(set => set.id === item.options);
  return { item: item.id, [set.ordered ? 'at_least' : 'is']: option(set, below, 0) };
}

function option(set, below, from) {
  return set.options[from + below(set.options.length - from)].id;
}

const TEXTS = ['title', 'text', 'label', 'help', 'next_step'];

/// The same parts with Spanish texts and nothing but texts.
function translated(all) {
  const spanish = words => `En español: ${words}`;
  const texts = part => Object.fromEntries(TEXTS.filter(key => key in part).map(key => [key, spanish(part[key])]));
  const options = set => set.options.map(option => ({ id: option.id, ...texts(option) }));
  return Object.fromEntries(Object.entries(all).map(([kind, parts]) => [
    kind,
    parts.map(part => (kind === 'option_sets' ? { id: part.id, options: options(part) } : { id: part.id, ...texts(part) })),
  ]));
}

function tables(all) {
  const table = (kind, part) => `\n[[${kind}]]\n${Object.entries(part).map(([key, value]) => `${key} = ${toml(value)}\n`).join('')}`;
  return Object.entries(all).flatMap(([kind, parts]) => parts.map(part => table(kind, part))).join('');
}

function toml(value) {
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, inner]) => `${key} = ${toml(inner)}`).join(', ')} }`;
}
