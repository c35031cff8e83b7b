// The tablet at a counter: whose counter it is, who is served there, and after that how it was. Nobody has to answer; nothing is asked
// twice, and no name goes with it. It asks the first question of the form: the others are about the kiosk.

import { get, press, sign_in, who_am_i } from './api.js';
import { h, show } from './dom.js';
import { follow } from './live.js';
import { ask_to_sign_in } from './sign_in.js';
import { language, load_texts, named, other_language, t } from './texts.js';

const page = document.getElementById('page');
const asks_for = 30000;
const thanks_for = 4000;
const counter = new URLSearchParams(location.search).get('counter') ?? '';
let centre = null;
let now = null;       // this counter, as of the last picture
let asked = null;     // {number, until}
let thanked_until = 0;

const counter_name = () => named(centre.counters.find((one) => one.id === counter)?.name);

function question() {
  const form = centre.rating;
  const [first] = form.questions;
  const seconds = Math.max(0, Math.ceil((asked.until - Date.now()) / 1000));
  return h('section', { class: 'ask', 'data-key': 'ask', 'aria-labelledby': 'question' },
    h('p', { class: 'number' }, asked.number),
    h('h2', { id: 'question' }, named(first.text)),
    h('div', { class: 'levels' }, form.levels.map((level) => h('button', { 'data-value': level.value, 'data-key': level.value }, named(level.name)))),
    h('div', { class: 'foot' }, h('button', { class: 'quiet', 'data-skip': true }, t('web.rate.skip')),
      h('p', {}, `${t('web.rate.anonymous')} `, t('web.rate.left', { seconds }))));
}

function draw() {
  document.title = t('web.rate.title');
  if (asked && Date.now() > asked.until) asked = null;
  const body = !counter_name() ? h('p', { class: 'to' }, t('web.rate.counter'))
    : Date.now() < thanked_until ? h('p', { class: 'to', role: 'status' }, t('web.rate.thanks'))
    : asked ? question()
    : h('section', { class: 'idle', 'data-key': 'idle' }, h('p', { class: 'number' }, now?.number ?? ''), now?.number ? h('p', { class: 'to' }, counter_name()) : null);
  show(page, [
    h('header', { class: 'band' }, h('h1', {}, counter_name() || named(centre.name)), h('button', { class: 'quiet', 'data-language': true }, t('web.language'))),
    h('main', { class: 'tablet' }, body)]);
}

function take(picture) {
  const next = picture.counters.find((one) => one.id === counter) ?? null;
  const finished = next?.finished;
  const news = now !== null && finished && (now.finished?.number !== finished.number || now.finished?.at !== finished.at);
  if (news && centre.rating) asked = { number: finished.number, until: Date.now() + asks_for };
  if (asked && next?.number) asked = null;  // the next person is called: the tablet is theirs
  now = next ?? {};
  draw();
}

page.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if ('language' in button.dataset) await other_language();
  if ('skip' in button.dataset) asked = null;
  if (button.dataset.value && asked) {
    const { number } = asked;
    asked = null;
    thanked_until = Date.now() + thanks_for;
    setTimeout(draw, thanks_for + 50);
    const [first] = centre.rating.questions;
    // Whoever has answered does not wait for the network; what cannot be sent now is not asked again.
    press('/api/rating', { counter, number, answers: [{ question: first.id, value: Number(button.dataset.value) }] }).catch(() => null);
  }
  draw();
});

async function arrive(again) {
  await load_texts();
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  let me = await who_am_i();
  if (me === null && token) me = await sign_in({ board_token: token }).catch(() => null);
  if (me === null) await ask_to_sign_in(() => t('web.rate.title'), again);
  centre = await get('/api/centre');
}

function listen() {
  follow('/api/board', {
    picture: take,
    connection() { draw(); },
    async signed_out() { await arrive(true); listen(); },
  });
}

await arrive(false);
draw();
setInterval(draw, 1000);
listen();
export { language };
