// What the officer's pages have in common: who is there, the words, the band at the top, one short message at the foot.

import { failure_words, get, myself, sign_out, who_am_i } from './api.js';
import { h, show } from './dom.js';
import { ask_to_sign_in } from './sign_in.js';
import { date, language, load_texts, named, other_language, t, time } from './texts.js';

export const page = document.getElementById('page');
export let centre = null;
export let connection = { there: true, as_of: Date.now() };
const first_picture_by = Date.now() + 3000;

/// Words, session and the centre's names, in this order; asks for a sign-in when there is none that may be here.
export async function arrive(title, may, again = false) {
  await load_texts();
  let me = await who_am_i();
  while (me === null || !may(me)) {
    await ask_to_sign_in(title, again);
    me = myself();
  }
  centre = await get('/api/centre');
}

export function connection_is(there, as_of) {
  connection = { there, as_of };
}

/// What is not as it should be with what the page shows; null: nothing.
export function staleness(picture) {
  if (!connection.there) return t('web.live.off', { time: time(connection.as_of) });
  if (picture?.stale) return t('web.live.stale', { time: time(picture.stale) });
  if (!picture && Date.now() > first_picture_by) return t('web.today.queue_gone');  // the server is there, and knows nothing yet
  return null;
}

export function top_band(title, picture, link) {
  const stale = staleness(picture);
  return h('header', { class: 'top', 'data-key': 'top' },
    h('a', { class: 'skip', href: '#main' }, t('web.skip')),
    h('div', {}, h('h1', {}, title), h('div', { class: 'sub' }, named(centre.place))),
    h('span', { class: 'grow' }),
    centre.training ? h('strong', { class: 'sub' }, t('web.training')) : null,
    h('span', { role: 'status' }, stale ? `! ${stale}` : picture ? `● ${t('web.live.on')}` : ''),
    h('span', { class: 'clock', title: date(Date.now()) }, time(Date.now())),
    h('span', {}, myself().label),
    link,
    h('button', { 'data-page': 'language' }, t('web.language')),
    h('button', { 'data-page': 'sign-out' }, t('web.sign_out')));
}

/// Buttons of the band; `draw` draws the page anew.
export function listen_to_band(draw) {
  page.addEventListener('click', async (event) => {
    const what = event.target.closest('[data-page]')?.dataset.page;
    if (what === 'language') {
      await other_language();
      draw();
    }
    if (what === 'sign-out') {
      await sign_out().catch(() => null);
      location.reload();
    }
  });
  setInterval(draw, 10000);  // clocks and waits
  setTimeout(draw, Math.max(0, first_picture_by - Date.now()) + 50);
}

let saying = null;
/// Says something for a while, also to a screen reader.
export function say(words, kind = 'bad') {
  let box = document.getElementById('say');
  if (!box) {
    box = h('div', { id: 'say', role: 'alert' });
    document.body.append(box);
  }
  show(box, words ? [h('p', { class: `alert ${kind}` }, words)] : []);
  clearTimeout(saying);
  if (words) saying = setTimeout(() => say(''), 8000);
}
export const say_failure = (failure) => say(failure_words(failure));
export { language };
