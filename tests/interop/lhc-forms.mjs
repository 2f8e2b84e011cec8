// LHC-Forms, a renderer of the National Library of Medicine: its web component, on a page of ours.

import { readFileSync } from 'node:fs';
import { opened } from './browser.mjs';

const FOLDER = `file://${process.cwd()}/node_modules/lforms/dist/lforms`;
const HEAD = `<link rel="stylesheet" href="${FOLDER}/webcomponent/styles.css">
<script src="${FOLDER}/webcomponent/assets/lib/zone.min.js"></script>
<script src="${FOLDER}/webcomponent/lhc-forms.js"></script>
<script src="${FOLDER}/fhir/lformsFHIRAll.min.js"></script>`;

/// Opens LHC-Forms. `show` shows a questionnaire with a response, `choose` clicks on an option of a question, `write` writes a text, `turn` goes to
/// the next page, and `look` returns what is in sight (the words of each linkId) and the response that it gives.
export async function lhcForms(browser) {
  const page = await opened(browser, 'lhc-forms', HEAD, 'window.LForms?.FHIR?.R4');
  const version = JSON.parse(readFileSync('node_modules/lforms/package.json')).version;
  const show = (questionnaire, response) => page.evaluate(async (questionnaire, response) => {
    const Util = window.LForms.Util;
    const form = Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4');
    const filled = response ? Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', response, form, 'R4') : form;
    document.getElementById('form').innerHTML = '';
    await Util.addFormToPage(filled, 'form');
  }, questionnaire, response);
  const look = () => page.evaluate(async () => ({
    inSight: await window.settled(() => [...document.querySelectorAll('[id^="item-"]')]
      .filter(element => element.offsetParent !== null)
      .map(element => [element.id.slice('item-'.length).split('/')[0], element.innerText])),
    response: window.LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4'),
  }));
  const choose = (item, { system, code }) => page.locator(`[id="${item}/1/1|${system}|${code}"]`).setTimeout(10_000).click();
  const write = (item, words) => page.locator(`textarea[id="${item}/1/1"]`).setTimeout(10_000).fill(words);
  // It has one page.
  const turn = async () => {};
  return { name: 'LHC-Forms', version, show, choose, write, turn, look };
}
