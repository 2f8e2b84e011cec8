// Sets of answers that look random and are the same each time.

/// A generator (mulberry32) that returns a whole number below another.
export function generator(seed) {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/// Answers to a questionnaire as `questionnaire --format json` prints it: some items answered, some not said, some open.
export function answers(questionnaire, seed) {
  const below = generator(seed);
  // Some people answer nearly everything, and some nearly nothing.
  const often = 1 + below(10);
  const given = {};
  for (const item of questionnaire.items) {
    const set = questionnaire.option_sets.find(set => set.id === item.options);
    const codes = [...set.options.map(option => option.id), 'declined'];
    if (below(10) < often) given[item.id] = codes[below(codes.length)];
  }
  // Some write what they want to bring up as well.
  const written = seed % 3 === 0 ? { words: `I feel far away. <b>&\n"${seed}"`, since: 'hace un año' } : {};
  return { questionnaire: questionnaire.id, version: questionnaire.version, answers: given, ...written };
}
