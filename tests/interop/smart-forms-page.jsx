// The page that shows a form in Smart Forms. smart-forms.mjs bundles it and drives it.

import { BaseRenderer, buildForm, getResponse, questionnaireStore, RendererThemeProvider, useRendererQueryClient } from '@aehrc/smart-forms-renderer';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';

function Form() {
  return (
    <RendererThemeProvider>
      <QueryClientProvider client={useRendererQueryClient()}>
        <BaseRenderer />
      </QueryClientProvider>
    </RendererThemeProvider>
  );
}

let root;
window.SmartForms = {
  async show(questionnaire, questionnaireResponse) {
    root?.unmount();
    await buildForm({ questionnaire, questionnaireResponse });
    root = createRoot(document.getElementById('form'));
    root.render(<Form />);
  },
  response: getResponse,
  pages: () => Math.max(1, document.querySelectorAll('[data-test="renderer-page-panel"]').length),
  turnTo: index => questionnaireStore.getState().switchPage(index),
};
