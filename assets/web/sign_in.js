// Signing in, over whatever the page showed: nothing is lost when a session ends in the middle of a day.

import { sign_in } from './api.js';
import { h, show } from './dom.js';
import { load_texts, other_language, t } from './texts.js';

/// Resolves when somebody signed in who may be here.
export function ask_to_sign_in(title, again = false) {
  return new Promise((resolve) => {
    const dialog = h('dialog', { class: 'sign-in', 'aria-labelledby': 'sign-in-title' });
    let problem = again ? t('web.sign_in.again') : '';
    let busy = false;
    const draw = () => show(dialog, [
      h('form', { class: 'stack' },
        h('h1', { id: 'sign-in-title' }, title()),
        h('p', { class: 'problem', role: 'alert', hidden: problem === '' }, problem),
        h('label', {}, t('web.account'), h('input', { name: 'account', autocomplete: 'username', autocapitalize: 'none', required: true, spellcheck: 'false' })),
        h('label', {}, t('web.password'), h('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: true })),
        h('button', { class: 'primary', type: 'submit', disabled: busy }, t('web.sign_in')),
        h('button', { class: 'quiet', type: 'button', 'data-language': true }, t('web.language')))]);
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('click', async (event) => {
      if (!event.target.closest('[data-language]')) return;
      await other_language();
      draw();
    });
    dialog.addEventListener('submit', async (event) => {
      event.preventDefault();
      const form = event.target;
      busy = true;
      draw();
      try {
        await sign_in({ account: form.account.value.trim(), password: form.password.value });
        dialog.close();
        dialog.remove();
        resolve();
      } catch (failure) {
        busy = false;
        problem = failure.code === 'refused' ? t('web.sign_in.wrong')
          : failure.code === 'too_many' ? t('web.sign_in.pause', { seconds: failure.detail }) : t('web.fail.unreachable');
        draw();
        form.password.value = '';
        form.password.focus();
      }
    });
    document.body.append(dialog);
    draw();
    dialog.showModal();
  });
}

export { load_texts };
