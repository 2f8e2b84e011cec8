// What nobody else looks at: that names point somewhere, that codes are those of options, and that a response has the
// parts of its questionnaire. Written from the words of R4.

/// What is wrong with a resource; a response is held against its questionnaire.
export function references(resource, questionnaire) {
  return resource.resourceType === 'Questionnaire' ? ofQuestionnaire(resource) : ofResponse(resource, questionnaire);
}

function parts(of) {
  return (of.item ?? []).flatMap(part => [part, ...parts(part), ...(part.answer ?? []).flatMap(parts)]);
}

const key = coding => `${coding?.system}|${coding?.code}`;
const options = question => (question?.answerOption ?? []).map(option => key(option.valueCoding));

function ofQuestionnaire(resource) {
  const all = parts(resource);
  const find = id => all.find(part => part.linkId === id);
  return all.flatMap(part => [
    ...(part.enableWhen ?? []).flatMap(({ question, answerCoding }) => {
      if (find(question)?.type !== 'choice') return [`${part.linkId} waits for ${question}, which is no question`];
      return options(find(question)).includes(key(answerCoding)) ? [] : [`${part.linkId} waits for an answer that ${question} does not have`];
    }),
    ...(part.enableWhen?.length > 1 && !part.enableBehavior ? [`${part.linkId} does not say whether any or all count`] : []),
    ...(part.type === 'choice' && options(part).length === 0 ? [`${part.linkId} has no options`] : []),
    ...(new Set(options(part)).size < options(part).length ? [`${part.linkId} has an option twice`] : []),
    ...expressions(part).flatMap(expression => named(expression).filter(id => find(id)?.type !== 'choice').map(id => `${part.linkId} counts ${id}, which is no question`)),
    ...(part.text ? [] : [`${part.linkId} has no text`]),
  ]);
}

function expressions(part) {
  return (part.extension ?? []).flatMap(({ valueExpression }) => (valueExpression ? [valueExpression.expression ?? ''] : []));
}

const named = expression => [...expression.matchAll(/linkId='([^']*)'/g)].map(found => found[1]);

function ofResponse(resource, questionnaire) {
  const all = parts(questionnaire);
  const ids = parts(resource).map(part => part.linkId);
  const binding = `${questionnaire.url}|${questionnaire.version}`;
  return [
    ...(resource.questionnaire === binding ? [] : [`it is not bound to ${binding}`]),
    ...ids.filter((id, place) => ids.indexOf(id) < place).map(id => `${id} is there twice`),
    ...nested(resource, questionnaire),
    ...parts(resource).flatMap(part => {
      const question = all.find(other => other.linkId === part.linkId);
      if (part.answer?.length > 1 && !question?.repeats) return [`${part.linkId} has more than one answer`];
      return (part.answer ?? []).flatMap(answer => fault(answer, question)).map(words => `${part.linkId} has ${words}`);
    }),
  ];
}

/// What is wrong with an answer: where a person writes, it is a text, and everywhere else one of the options.
function fault(answer, question) {
  if (question?.type === 'text') return answer.valueString && !answer.valueCoding ? [] : ['an answer that is no text'];
  return options(question).includes(key(answer.valueCoding)) ? [] : ['an answer that is no option'];
}

/// The parts of a response that stand where the questionnaire has none of the name.
function nested(of, source) {
  return (of.item ?? []).flatMap(part => {
    const own = (source.item ?? []).find(other => other.linkId === part.linkId);
    return own ? nested(part, own) : [`${part.linkId} is not where the questionnaire has it`];
  });
}
