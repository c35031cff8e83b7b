// The tablet at a counter: whose counter it is, who is served there, and after that how it was. Nobody has to answer; nothing is asked
// twice, and no name goes with it. One question of the form after the other; whoever is not content is asked why.

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
let asked = null;     // {number, at, answers, why, reasons, until}: question `at`, or why
let thanked_until = 0;

const counter_name = () => named(centre.counters.find((one) => one.id === counter)?.name);
const begin = (number) => ({ number, at: 0, answers: [], why: false, reasons: new Set(), until: Date.now() + asks_for });

/// What was answered is kept, also when the rest is skipped, the time is over or the next person comes. Nobody waits for the network.
function end() {
  const { number, answers, reasons } = asked;
  asked = null;
  if (answers.length === 0) return false;
  press('/api/rating', { counter, number, answers, reasons: [...reasons] }).catch(() => null);
  return true;
}

function thank() {
  thanked_until = Date.now() + thanks_for;
  setTimeout(draw, thanks_for + 50);
}

function answer(value) {
  const form = centre.rating;
  asked.answers.push({ question: form.questions[asked.at].id, value });
  asked.at += 1;
  if (asked.at < form.questions.length) return;
  asked.why = asked.answers.some((one) => one.value <= form.reasons_up_to);
  if (!asked.why && end()) thank();
}

const foot = (...more) => h('div', { class: 'foot' }, more, h('button', { class: 'quiet', 'data-skip': true, 'data-key': 'skip' }, t('web.rate.skip')),
  h('p', {}, `${t('web.rate.anonymous')} `, t('web.rate.left', { seconds: Math.max(0, Math.ceil((asked.until - Date.now()) / 1000)) })));

function question() {
  const { questions, levels } = centre.rating;
  return h('section', { class: 'ask', 'data-key': `ask-${asked.at}`, 'aria-labelledby': 'question' },
    h('p', { class: 'number' }, asked.number),
    questions.length > 1 ? h('p', { class: 'muted' }, t('web.rate.progress', { at: asked.at + 1, of: questions.length })) : null,
    h('h2', { id: 'question' }, named(questions[asked.at].text)),
    h('div', { class: 'levels' }, levels.map((level) => h('button', { 'data-value': level.value, 'data-key': level.value }, named(level.name)))),
    foot());
}

function why() {
  return h('section', { class: 'ask', 'data-key': 'why', 'aria-labelledby': 'question' },
    h('p', { class: 'number' }, asked.number),
    h('h2', { id: 'question' }, t('web.rate.why')),
    h('p', { class: 'muted' }, t('web.rate.several')),
    h('div', { class: 'levels' }, centre.rating.reasons.map((reason) => h('button', {
      'data-reason': reason.id, 'data-key': reason.id, 'aria-pressed': String(asked.reasons.has(reason.id)) }, named(reason.name)))),
    foot(h('button', { class: 'primary', 'data-send': true, 'data-key': 'send' }, t('web.rate.send'))));
}

function draw() {
  document.title = t('web.rate.title');
  if (asked && Date.now() > asked.until) end();
  const body = !counter_name() ? h('p', { class: 'to' }, t('web.rate.counter'))
    : Date.now() < thanked_until ? h('p', { class: 'to', role: 'status' }, t('web.rate.thanks'))
    : asked ? (asked.why ? why() : question())
    : h('section', { class: 'idle', 'data-key': 'idle' }, h('p', { class: 'number' }, now?.number ?? ''), now?.number ? h('p', { class: 'to' }, counter_name()) : null);
  show(page, [
    h('header', { class: 'band' }, h('h1', {}, counter_name() || named(centre.name)), h('button', { class: 'quiet', 'data-language': true }, t('web.language'))),
    h('main', { class: 'tablet' }, body)]);
}

function take(picture) {
  const next = picture.counters.find((one) => one.id === counter) ?? null;
  const finished = next?.finished;
  const news = now !== null && finished && (now.finished?.number !== finished.number || now.finished?.at !== finished.at);
  if (asked && (news || next?.number)) end();  // the next person is called: the tablet is theirs
  if (news && centre.rating && !next.number) asked = begin(finished.number);
  now = next ?? {};
  draw();
}

page.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if ('language' in button.dataset) await other_language();
  if (asked) {
    const { value, reason } = button.dataset;
    asked.until = Date.now() + asks_for;
    if (reason && !asked.reasons.delete(reason)) asked.reasons.add(reason);
    if (value) answer(Number(value));
    else if ('skip' in button.dataset || 'send' in button.dataset) {
      if (end()) thank();
    }
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
