// Faults that are planted in sound resources, to prove the judges. Each changes a copy of the questionnaire of the tests, or
// of a response to it, in one place.

const all = of => (of.item ?? []).flatMap(part => [part, ...all(part)]);
const part = (resource, id) => all(resource).find(other => other.linkId === id);
const answer = resource => part(resource, 'crowded-rooms').answer[0];

const IN_QUESTIONNAIRE = [
  ['it has no status', q => delete q.status],
  ['its status is a word that R4 does not know', q => (q.status = 'ready')],
  ['its date is written in another way', q => (q.date = '28.11.2026')],
  ['its name has spaces', q => (q.name = 'living with noise')],
  ['it has a key that R4 does not know', q => (q.review = 'none')],
  ['a text is a number', q => (part(q, 'crowded-rooms').text = 7)],
  ['two parts have one name', q => (part(q, 'crowded-rooms').linkId = 'staying-home')],
  ['a group is empty', q => (part(q, 'groups.quiet').item = [])],
  ['a group has no parts', q => delete part(q, 'groups.quiet').item],
  ['a text has to be answered', q => (part(q, 'finished.lead').required = true)],
  ['a text has options', q => (part(q, 'finished.lead').answerOption = part(q, 'own-choice').answerOption)],
  ['options stand there and elsewhere too', q => (part(q, 'own-choice').answerValueSet = 'https://example.org/set')],
  ['an option is there twice', q => part(q, 'own-choice').answerOption.push(part(q, 'own-choice').answerOption[0])],
  ['an extension has a value and parts', q => (part(q, 'own-choice').extension[0].extension = [{ url: 'a', valueCode: 'b' }])],
  ['a condition has no answer', q => delete part(q, 'sections.crowds').enableWhen[0].answerCoding],
  ['a condition names an operator that R4 does not know', q => (part(q, 'sections.crowds').enableWhen[0].operator = '==')],
  ['a condition asks whether a code exists', q => (part(q, 'sections.crowds').enableWhen[0].operator = 'exists')],
  ['a condition points to no question', q => (part(q, 'sections.crowds').enableWhen[0].question = 'lost-thread')],
  ['a condition has a code that no option has', q => (part(q, 'sections.crowds').enableWhen[0].answerCoding.code = 'always')],
  ['many conditions do not say whether any or all count', q => delete part(q, 'sections.crowds').enableBehavior],
  ['all conditions have to hold where one is enough', q => (part(q, 'sections.crowds').enableBehavior = 'all')],
  ['a condition waits for another answer', q => (part(q, 'sections.chosen-quiet').enableWhen[0].answerCoding.code = 'not-mine')],
  ['a text has no condition', q => delete part(q, 'guidance.drops').enableWhen],
  ['a reason has no condition', q => delete part(q, 'sections.crowds.because.losing-the-thread').enableWhen],
  ['an expression counts one less', q => change(part(q, 'sections.many-loud-places'), '>= 2', '>= 1')],
  ['an expression cannot be read', q => change(part(q, 'sections.many-loud-places'), '.count()', '.count(')],
  ['a text stands in a condition that hides it', q => (part(q, 'finished.support').enableWhen = part(q, 'sections.chosen-quiet').enableWhen)],
];

const IN_RESPONSE = [
  ['it has no status', r => delete r.status],
  ['its moment cannot be read', r => (r.authored = 'this morning')],
  ['it names another questionnaire', r => (r.questionnaire = 'https://example.org/Questionnaire/other|3.2')],
  ['it names another version', r => (r.questionnaire = r.questionnaire.replace(/\|.*/, '|0.1'))],
  ['a part has no name', r => delete part(r, 'crowded-rooms').linkId],
  ['a question stands in another group', r => r.item[1].item.push(r.item[0].item.shift())],
  ['a question is there twice', r => r.item[0].item.push(r.item[0].item[0])],
  ['a part has answers and parts', r => (part(r, 'crowded-rooms').item = [{ linkId: 'crowded-rooms.help' }])],
  ['an answer is a text', r => (part(r, 'crowded-rooms').answer = [{ valueString: 'often' }])],
  ['what a person wrote is a code', r => (part(r, 'bring.words').answer = [{ valueCoding: answer(r).valueCoding }])],
  ['an answer has two values', r => (answer(r).valueString = 'often')],
  ['a code is that of no option', r => (answer(r).valueCoding.code = 'always')],
  ['a code is of another system', r => (answer(r).valueCoding.system = 'https://example.org/codes')],
  ['a question that takes one answer has two', r => part(r, 'crowded-rooms').answer.push({ valueCoding: { ...answer(r).valueCoding, code: 'sometimes' } })],
];

function change(part, from, to) {
  part.extension[0].valueExpression.expression = part.extension[0].valueExpression.expression.replace(from, to);
}

/// Each fault: its name, and what plants it in a resource.
export const FAULTS = { Questionnaire: IN_QUESTIONNAIRE, QuestionnaireResponse: IN_RESPONSE };
