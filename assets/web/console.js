// The officer's page: what is pressed becomes a deed, and what is shown is what the queue then says.

import { failure_words, get, myself, press } from './api.js';
import { alarm, sound_on, turn_sound } from './alarm.js';
import { console_page, counter_name, is_supervisor, keys, line_name, may_act } from './console_view.js';
import { ask, h, option, radios, show } from './dom.js';
import { follow } from './live.js';
import { arrive, centre, connection_is, listen_to_band, page, say, say_failure } from './page.js';
import { named, t } from './texts.js';

const state = { picture: null, chosen: localStorage.getItem('counter'), all: false, dossier: null };
const chosen = () => state.picture?.counters.find((counter) => counter.id === state.chosen);

function draw() {
  document.title = t('web.app');
  show(page, console_page(state));
}

function take(picture) {
  const before = chosen()?.with?.press;
  state.picture = picture;
  const mine = picture.counters.filter((counter) => counter.officer === myself().account && counter.state !== 'closed');
  if (!chosen() || (mine.length > 0 && !may_act(chosen()))) state.chosen = (mine[0] ?? picture.counters[0]).id;
  const now = chosen()?.with;
  if (now?.press !== before) {
    state.dossier = null;
    if (now?.visit_code) show_dossier();  // what the person brought is there before anybody asks
  }
  alarm(picture.help.some((call) => !call.taken_by));
  draw();
}

/// Does it, and says in words what happened when it could not be done.
async function deed(name, more = {}) {
  try {
    const about = more.ticket && more.ticket !== chosen()?.with?.press ? find_ticket(more.ticket) : chosen()?.with;
    await press('/api/deed', { deed: name, counter: state.chosen, ...more }, `${chosen()?.revision} ${about?.revision}`);
    say('');
    return true;
  } catch (failure) {
    if (failure.code === 'not_found' && name !== 'call_next') say(t('web.fail.refused'));
    else say_failure(failure);
    return false;
  }
}

async function show_dossier() {
  const ticket = chosen()?.with;
  if (!ticket?.visit_code) return;
  let dossier;
  try {
    dossier = await get(`/api/dossier?visit_code=${encodeURIComponent(ticket.visit_code)}`);
  } catch (failure) {
    dossier = { failed: failure.code === 'not_found' ? t('web.dossier.none') : t('web.dossier.unknown') };
  }
  if (chosen()?.with?.press === ticket.press) state.dossier = dossier;
  draw();
}

async function copy_code() {
  const { code } = state.dossier;
  await navigator.clipboard.writeText(code).then(() => say(t('web.dossier.copied', { code }), 'good'), () => say(t('web.fail.other')));
}

const confirm = (title, body, confirm_id, read, wide = false) => ask({ title, body, confirm: t(confirm_id), back: t('web.back'), read, wide });

/// A line or a counter that can take them; a counter only with a line that it serves.
async function ask_transfer(counter, ticket) {
  const line = h('select', { name: 'line' }, option('', t('web.transfer.same')),
    centre.lines.filter((one) => one.id !== ticket.line).map((one) => option(one.id, named(one.name))));
  const to = h('select', { name: 'to' });
  const offer = () => to.replaceChildren(option('', t('web.transfer.any')), ...state.picture.counters
    .filter((other) => other.id !== counter.id && other.lines.includes(line.value || ticket.line))
    .map((other) => option(other.id, `${counter_name(other.id)} · ${t(`web.counter.state.${other.state}`)}`)));
  line.addEventListener('change', offer);
  offer();
  const body = h('div', { class: 'stack' }, h('label', {}, t('web.transfer.line'), line), h('label', {}, t('web.transfer.counter'), to));
  const answer = await confirm(t('web.transfer.title', { number: ticket.number }), body, 'web.act.transfer',
    (form) => ({ line: form.line.value, to: form.to.value }));
  if (answer && (answer.line || answer.to)) await deed('transfer', answer);
}

async function ask_note(ticket) {
  const field = h('textarea', { name: 'words', rows: 3, maxlength: 130 });
  field.value = ticket.note ?? '';
  const answer = await confirm(t('web.note.title', { number: ticket.number }), h('label', {}, t('web.note.label'), field), 'web.save',
    (form) => ({ words: form.words.value }));
  if (answer) await deed('note', { ticket: ticket.press, ...answer });
}
async function ask_void(ticket) {
  const body = radios('value', t('web.void.reason'), centre.void_reasons.map((reason) => [reason.id, named(reason.name)]));
  const answer = await confirm(t('web.void.title', { number: ticket.number }), body, 'web.act.void', (form) => ({ value: new FormData(form).get('value') }));
  if (answer) await deed('void', { ticket: ticket.press, ...answer });
}

async function ask_priority(ticket) {
  const choices = [['', t('web.priority.none')], ...centre.priorities.map((priority) => [priority.id, named(priority.name)])];
  const answer = await confirm(t('web.priority.title', { number: ticket.number }), radios('value', t('web.priority'), choices, ticket.priority ?? ''),
    'web.save', (form) => ({ value: new FormData(form).get('value') }));
  if (answer) await deed('priority', { ticket: ticket.press, ...answer });
}

/// What can be done with somebody who is not at a counter.
async function ask_ticket(ticket) {
  const waits = ['printed', 'shown', 'waiting', 'transferred'].includes(ticket.state);
  const counter = chosen();
  const buttons = [
    may_act(counter) && counter.state === 'open' && !counter.with && !(ticket.counter && ticket.state !== 'absent' && ticket.counter !== counter.id) ? ['call', 'web.act.call'] : null,
    ticket.state === 'absent' ? ['rejoin', 'web.act.rejoin'] : null,
    ['note', 'web.act.note'],
    waits && ticket.kiosk ? ['reprint', 'web.act.reprint'] : null,
    is_supervisor() && waits && centre.priorities.length ? ['priority', 'web.act.priority'] : null,
    ['void', 'web.act.void'],
  ].filter(Boolean);
  const body = h('div', { class: 'stack' },
    h('div', { class: 'facts' }, h('strong', {}, t(`purpose.${ticket.purpose}`)), h('span', {}, line_name(ticket.line)),
      ticket.procedure ? h('span', {}, named(ticket.procedure)) : null),
    ticket.note ? h('p', { class: 'note' }, ticket.note) : null,
    h('div', { class: 'row' }, buttons.map(([act, id]) => h('button', { type: 'submit', class: 'quiet', value: act, name: 'act' }, t(id)))));
  const act = await new Promise((resolve) => {
    const form = h('form', { method: 'dialog', class: 'stack' }, h('h2', { id: 'ticket-title' }, ticket.number), body,
      h('div', { class: 'row end' }, h('button', { type: 'submit', class: 'primary', value: '' }, t('web.close'))));
    const dialog = h('dialog', { class: 'wide', 'aria-labelledby': 'ticket-title' }, form);
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue); });
    document.body.append(dialog);
    dialog.showModal();
  });
  if (act === 'call') await deed('call', { ticket: ticket.press });
  if (act === 'rejoin' || act === 'reprint') await deed(act, { ticket: ticket.press });
  if (act === 'note') await ask_note(ticket);
  if (act === 'void') await ask_void(ticket);
  if (act === 'priority') await ask_priority(ticket);
}

const acts = {
  open: () => deed('open'),
  close: () => deed('close'),
  call_next: () => deed('call_next'),
  recall: () => deed('recall'),
  start: () => deed('start'),
  async pause() {
    const counter = chosen();
    const body = h('div', { class: 'stack' }, h('p', {}, t('web.pause.affected', { count: counter.waiting, only: counter.only })),
      radios('value', t('web.pause.reason'), centre.pause_reasons.map((reason) => [reason.id, named(reason.name)])));
    const answer = await confirm(t('web.pause.title'), body, 'web.counter.pause', (form) => ({ value: new FormData(form).get('value') }));
    if (answer) await deed('pause', answer);
  },
  async hand_over() {
    const others = centre.accounts.filter((account) => account.id !== chosen().officer);
    const body = h('label', {}, t('web.hand_over.to'), h('select', { name: 'to' }, others.map((account) => option(account.id, account.label))));
    const answer = await confirm(t('web.hand_over.title'), body, 'web.counter.hand_over', (form) => ({ to: form.to.value }));
    if (answer) await deed('hand_over', answer);
  },
  async absent() {
    const ticket = chosen().with;
    const words = h('p', {}, t('web.absent.body', { number: ticket.number, calls: ticket.calls }));
    if (await confirm(t('web.absent.title'), words, 'web.act.absent')) await deed('absent');
  },
  transfer: () => ask_transfer(chosen(), chosen().with),
  async finish() {
    const ticket = chosen().with;
    const body = radios('value', t('web.finish.outcome'), centre.outcomes.map((outcome) => [outcome.id, named(outcome.name)]));
    const answer = await confirm(t('web.finish.title', { number: ticket.number }), body, 'web.act.finish', (form) => ({ value: new FormData(form).get('value') }));
    if (answer) await deed('finish', answer);
  },
  hold: () => deed('hold'),
  note: () => ask_note(chosen().with),
  show_dossier,
  copy_code,
  sound() { turn_sound(!sound_on); alarm(state.picture.help.some((call) => !call.taken_by)); draw(); },
  mine() { state.all = false; draw(); },
  all() { state.all = true; draw(); },
};

function find_ticket(id) {
  return [...state.picture.waiting, ...state.picture.held, ...state.picture.absent].find((ticket) => ticket.press === id);
}

page.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  const { act, choose, ticket, help } = button.dataset;
  if (act) acts[act]();
  if (help) deed('help', { to: help, counter: '' });
  if (ticket && find_ticket(ticket)) ask_ticket(find_ticket(ticket));
  if (choose) {
    state.chosen = choose;
    state.dossier = null;
    localStorage.setItem('counter', choose);
    if (chosen().with?.visit_code) show_dossier();
    draw();
  }
});

page.addEventListener('submit', async (event) => {
  event.preventDefault();
  const ticket = chosen()?.with;
  if (event.target.id !== 'accept' || !ticket) return;
  const receipt = event.target.receipt.value.trim();
  const digits = event.target.amount.value.replace(/[.\s]/g, '');
  if (receipt && !/^\d{1,10}$/.test(digits)) return say(t('web.dossier.amount_wanted'));
  try {
    await press('/api/dossier', { ticket: ticket.press, originals: event.target.originals.checked, receipt, amount: receipt ? Number(digits) : null });
    await copy_code();  // one press: accepted, and the code is ready for the one-stop system
    await show_dossier();
  } catch (failure) {
    if (failure.code !== 'refused') return say(failure_words(failure));
    await show_dossier();  // somebody accepted it before: what they wrote stands, and this receipt is nowhere
    say(failure.detail ? t('web.dossier.accepted_before', { receipt: failure.detail }) : t('web.dossier.accepted_without'));
  }
});

document.addEventListener('keydown', (event) => {
  const key = keys.find((one) => centre?.keys[one.act] === event.key);
  if (!key || document.querySelector('dialog[open]') || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (!event.repeat) page.querySelector(`.actions [data-act="${key.act}"]:not(:disabled)`)?.click();
});

const may = (me) => me.role !== 'board';
function listen() {
  follow('/api/live', {
    picture: take,
    connection(there, as_of) { connection_is(there, as_of); if (centre) draw(); },
    async signed_out() { await arrive(() => t('web.app'), may, true); listen(); },
  });
}

await arrive(() => t('web.app'), may);
draw();
listen_to_band(draw);
listen();
