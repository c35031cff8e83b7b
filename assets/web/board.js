// The page for televisions: who is asked to which counter, never a name. It goes on with its last picture when the server is gone, and says so.

import { get, sign_in, who_am_i } from './api.js';
import { h, show } from './dom.js';
import { follow } from './live.js';
import { ask_to_sign_in } from './sign_in.js';
import { date, load_texts, named, t, time } from './texts.js';

const page = document.getElementById('page');
const first_picture_by = Date.now() + 3000;
let centre = null;
let picture = null;
let connection = { there: true, as_of: Date.now() };
let newest = null;
let flashes_until = 0;

const counter_name = (id) => named(centre.counters.find((counter) => counter.id === id)?.name) || id;
const line_name = (id) => named(centre.lines.find((line) => line.id === id)?.name) || id;

function staleness() {
  if (!connection.there) return t('web.live.off', { time: time(connection.as_of) });
  if (picture?.stale) return t('web.live.stale', { time: time(picture.stale) });
  return !picture && Date.now() > first_picture_by ? t('web.today.queue_gone') : null;
}

function draw() {
  document.title = t('web.board.title');
  const calls = picture?.calls ?? [];
  const [first, ...rest] = calls;
  const stale = staleness();
  show(page, [
    h('header', { class: 'band' }, h('h1', {}, named(centre.name)), h('span', { class: 'date' }, date(Date.now())), h('span', { class: 'clock' }, time(Date.now()))),
    h('main', { class: 'calls' },
      h('section', { class: `now ${Date.now() < flashes_until ? `flash ${centre.board.calm ? 'calm' : ''}` : ''}`, 'aria-labelledby': 'now' },
        h('h2', { id: 'now' }, t('web.board.now')),
        first ? h('p', { class: 'first', 'aria-live': 'assertive' }, h('span', { class: 'number' }, first.number), h('span', { class: 'to' }, counter_name(first.counter)))
          : picture ? h('p', { class: 'to' }, t('web.board.nobody')) : null),
      h('section', { class: 'before', 'aria-labelledby': 'before' }, h('h2', { id: 'before' }, t('web.board.last')),
        h('ul', {}, rest.slice(0, 6).map((call) => h('li', { 'data-key': call.number }, h('span', { class: 'number' }, call.number), h('span', {}, counter_name(call.counter))))))),
    picture?.waiting ? h('section', { class: 'waiting', 'data-key': 'waiting', 'aria-label': t('web.board.waiting') },
      h('ul', {}, picture.waiting.filter((line) => line.count > 0).map((line) => h('li', { 'data-key': line.line }, h('span', {}, line_name(line.line)), h('b', {}, line.count))))) : null,
    picture?.notice ? h('p', { class: 'notice', role: 'status', 'data-key': 'notice' }, named(picture.notice)) : null,
    stale ? h('p', { class: 'stale', role: 'status', 'data-key': 'stale' }, `! ${stale}`) : null]);
}

function take(next) {
  const call = next.calls[0];
  const name = call ? `${call.number} ${call.counter} ${call.call} ${call.at}` : '';
  if (newest !== null && name !== newest && name !== '') {
    flashes_until = Date.now() + centre.board.fresh_ms;
    setTimeout(draw, centre.board.fresh_ms + 50);
  }
  newest = name;
  picture = next;
  draw();
}

/// A television has no keyboard: its address carries the board's token behind #, which no server is ever sent by itself.
async function arrive(again) {
  await load_texts();
  let me = await who_am_i().catch(() => null);
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  while (me === null) {
    if (token) me = await sign_in({ board_token: token }).catch((failure) => (failure.code === 'refused' ? null : undefined));
    if (me === undefined) {  // the server is not there, or asks for patience
      await new Promise((go_on) => setTimeout(go_on, 5000));
      me = null;
      continue;
    }
    if (me === null) {
      await ask_to_sign_in(() => t('web.board.title'), again);
      me = await who_am_i();
    }
  }
  centre = await get('/api/centre');
}

function listen() {
  follow('/api/board', {
    picture: take,
    connection(there, as_of) { connection = { there, as_of }; draw(); },
    async signed_out() { await arrive(true); listen(); },
  });
}

await arrive(false);
draw();
setInterval(draw, 10000);
setTimeout(draw, Math.max(0, first_picture_by - Date.now()) + 50);
listen();
