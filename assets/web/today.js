// «Hôm nay»: what holds for this business day alone, which lines counters serve, and who did what. Officers look, a supervisor decides.

import { get, press } from './api.js';
import { counter_name, is_supervisor, line_name } from './console_view.js';
import { ask, h, show } from './dom.js';
import { follow } from './live.js';
import { arrive, centre, connection_is, listen_to_band, page, say, say_failure, top_band } from './page.js';
import { day_words, named, t, time } from './texts.js';

const state = { picture: null, today: null, gone: false };
const label = (id) => centre.accounts.find((account) => account.id === id)?.label ?? id;

/// Ids in a line of the log by their names: lines, reasons, outcomes, classes, accounts.
function about_words(words) {
  const known = [...centre.lines, ...centre.pause_reasons, ...centre.void_reasons, ...centre.outcomes, ...centre.priorities];
  return words.split(' ').map((word) => named(known.find((one) => one.id === word)?.name) || (/^[a-z]\w*_\w+$/.test(word) ? label(word) : word)).join(' ');
}

const hours_words = (hours) => hours.replaceAll('-', '–') || t('web.today.closed');
const half_days = [['morning_from', 'morning_to'], ['afternoon_from', 'afternoon_to']];

/// As the server reads them; a half day that is left empty is off, one that is left half empty is refused there.
const hours_of = (form) => half_days.filter((half) => half.some((name) => form[name].value))
  .map(([from, to]) => `${form[from].value}-${form[to].value}`).join(', ');

function tickets_card(today) {
  return h('section', { class: 'card', 'aria-labelledby': 'tickets' },
    h('h2', { id: 'tickets' }, t('web.today.tickets')),
    h('p', {}, today.hours ? t('web.today.hours', { hours: hours_words(today.hours) }) : t('web.today.closed')),
    today.hours_decided && today.usual_hours ? h('p', { class: 'muted' }, t('web.today.hours.decided', { hours: hours_words(today.usual_hours) })) : null,
    is_supervisor() ? h('div', { class: 'row' },
      h('button', { class: 'quiet', 'data-hours': true, 'data-key': 'hours' }, t('web.today.hours.change')),
      today.hours_decided ? h('button', { class: 'quiet', 'data-change': 'usual_hours', 'data-key': 'usual' }, t('web.today.hours.usual')) : null) : null,
    h('p', { class: today.tickets_stopped ? 'lacks' : 'has' }, t(today.tickets_stopped ? 'web.today.tickets.stopped' : 'web.today.tickets.given')),
    is_supervisor() ? h('div', {}, h('button', { class: 'quiet', 'data-change': today.tickets_stopped ? 'give_tickets' : 'stop_tickets' },
      t(today.tickets_stopped ? 'web.today.give' : 'web.today.stop'))) : null);
}

function closing_card() {
  if (!centre.slips_at_closing) return null;
  return h('section', { class: 'card', 'data-key': 'closing', 'aria-labelledby': 'closing' },
    h('h2', { id: 'closing' }, t('web.today.closing')), h('p', {}, t('web.today.closing.rule')),
    is_supervisor() ? h('div', {}, h('button', { class: 'quiet', 'data-closing': true }, t('web.today.closing.give'))) : null);
}

function notice_card(today) {
  const prepared = today.notices.find((notice) => notice.id === today.notice);
  const words = prepared ? named(prepared.text) : today.words;
  return h('section', { class: 'card', 'aria-labelledby': 'notice' },
    h('h2', { id: 'notice' }, t('web.today.notice')),
    h('p', { class: words ? 'note' : 'muted' }, words || t('web.today.notice.none')),
    is_supervisor() ? h('div', { class: 'stack' },
      h('div', { class: 'row' }, today.notices.map((notice) => h('button', { class: 'quiet', 'data-change': 'show_notice', 'data-value': notice.id }, named(notice.text)))),
      h('form', { class: 'row', id: 'words' }, h('label', {}, t('web.today.notice.own'), h('input', { name: 'value', maxlength: 100, required: true })),
        h('button', { type: 'submit' }, t('web.today.notice.show'))),
      words ? h('div', {}, h('button', { class: 'quiet', 'data-change': 'show_nothing' }, t('web.today.notice.clear'))) : null) : null);
}

function hidden_card(today) {
  return h('section', { class: 'card', 'aria-labelledby': 'hidden' },
    h('h2', { id: 'hidden' }, t('web.today.hidden')),
    today.hidden.length === 0 ? h('p', { class: 'muted' }, t('web.today.hidden.none'))
      : h('ul', { class: 'plain' }, today.hidden.map((one) => h('li', { class: 'row', 'data-key': one.code }, h('span', {}, `${one.code} · ${named(one.name)}`),
        is_supervisor() ? h('button', { class: 'quiet', 'data-change': 'offer', 'data-value': one.code }, t('web.today.offer')) : null))),
    is_supervisor() ? h('form', { class: 'row', id: 'hide' }, h('label', {}, t('web.today.code'), h('input', { name: 'value', required: true, maxlength: 40, autocomplete: 'off' })),
      h('button', { type: 'submit' }, t('web.today.hide'))) : null);
}

function counters_card(picture) {
  return h('section', { class: 'card', 'data-key': 'lines', 'aria-labelledby': 'lines' },
    h('h2', { id: 'lines' }, t('web.today.counters')),
    h('table', { class: 'table' }, h('tbody', {}, picture.counters.map((counter) => h('tr', { 'data-key': counter.id },
      h('th', { scope: 'row' }, counter_name(counter.id)),
      h('td', {}, h('span', { class: `state-${counter.state}` }, counter.off ? t('web.today.counter.off') : t(`web.counter.state.${counter.state}`))),
      h('td', {}, counter.lines.map(line_name).join(', '), counter.moved ? ' *' : ''),
      h('td', {}, t('web.counter.waiting', { count: counter.waiting })),
      h('td', {}, is_supervisor() ? h('button', { class: 'quiet', 'data-lines': counter.id, 'aria-label': `${t('web.lines.button')}: ${counter_name(counter.id)}` }, t('web.lines.button')) : ''),
      h('td', {}, is_supervisor() ? h('button', { class: 'quiet', disabled: !counter.off && counter.state !== 'closed',
        'data-change': counter.off ? 'counter_on' : 'counter_off', 'data-value': counter.id,
        'aria-label': `${t(counter.off ? 'web.today.counter.allow' : 'web.today.counter.close')}: ${counter_name(counter.id)}` },
      t(counter.off ? 'web.today.counter.allow' : 'web.today.counter.close')) : ''))))));
}

function log_card(today) {
  return h('section', { class: 'card', 'aria-labelledby': 'log' },
    h('h2', { id: 'log' }, t('web.today.log')),
    today.log.length === 0 ? h('p', { class: 'muted' }, t('web.today.log.none')) : h('table', { class: 'table' },
      h('thead', {}, h('tr', {}, ['web.time', 'web.log.who', 'web.log.what', 'web.log.about'].map((id) => h('th', { scope: 'col' }, t(id))))),
      h('tbody', {}, today.log.map((line) => h('tr', {}, h('td', {}, time(line.at)), h('td', {}, label(line.by)),
        h('td', {}, t(`web.log.${line.what}`)), h('td', {}, about_words(line.about)))))));
}

function draw() {
  document.title = t('web.today');
  const { today, picture } = state;
  const title = `${t('web.today')} · ${named(centre.name)}`;
  show(page, [
    top_band(title, picture, h('a', { href: '/' }, t('web.today.console'))),
    h('main', { id: 'main', class: 'plain', 'data-key': 'main' },
      today ? h('p', { class: 'muted' }, t('web.today.day', { day: day_words(today.day) })) : null,
      state.gone ? h('p', { class: 'alert warn', role: 'alert' }, t('web.today.queue_gone')) : null,
      today ? [tickets_card(today), closing_card(), notice_card(today), hidden_card(today)] : null,
      picture ? counters_card(picture) : null,
      today ? log_card(today) : null)]);
}

async function look() {
  try {
    state.today = await get('/api/today');
    state.gone = false;
  } catch {
    state.gone = true;
  }
  draw();
}

async function change(kind, value = '') {
  try {
    state.today = await press('/api/today', { kind, value }, state.picture?.today);
  } catch (failure) {
    if (kind === 'set_hours' && failure.code === 'bad_usage') say(t('web.today.hours.wrong'));
    else say_failure(failure);
  }
  draw();
}

async function ask_hours() {
  const given = state.today.hours.split(', ').map((stretch) => stretch.split('-'));
  const [morning, afternoon] = given.length === 1 && given[0][0] >= '12:00' ? [[], given[0]] : [given[0], given[1] ?? []];
  const field = (name, value) => h('label', {}, t(`web.today.hours.${name}`), h('input', { type: 'time', name, value: value ?? '' }));
  const body = h('div', { class: 'stack' },
    half_days.map(([from, to], i) => h('div', { class: 'row halves' }, field(from, [morning, afternoon][i][0]), field(to, [morning, afternoon][i][1]))),
    h('p', { class: 'muted' }, t('web.today.hours.hint')));
  const hours = await ask({ title: t('web.today.hours.change'), body, confirm: t('web.save'), back: t('web.back'), read: hours_of });
  if (hours !== null) await change('set_hours', hours);
}

async function ask_closing() {
  const sure = await ask({ title: t('web.today.closing.give'), body: h('p', {}, t('web.today.closing.sure')), confirm: t('web.today.closing.give'), back: t('web.back') });
  if (!sure) return;
  try {
    await press('/api/deed', { deed: 'closing' }, state.picture?.day);
    say(t('web.today.closing.done'), 'good');
    await look();
  } catch (failure) {
    say_failure(failure);
  }
}

async function ask_lines(counter) {
  const body = h('fieldset', { class: 'choices' }, h('legend', {}, counter_name(counter.id)),
    centre.lines.map((line) => h('label', {}, h('input', { type: 'checkbox', name: 'line', value: line.id, checked: counter.lines.includes(line.id) }), named(line.name))));
  const lines = await ask({ title: t('web.lines.title'), body, confirm: t('web.save'), back: t('web.back'), read: (form) => new FormData(form).getAll('line') });
  if (lines === null) return;
  const usual = centre.counters.find((one) => one.id === counter.id).lines;
  const as_usual = lines.length === usual.length && lines.every((line) => usual.includes(line));
  try {
    await press('/api/deed', { deed: 'serve_lines', counter: counter.id, lines: as_usual ? [] : lines }, counter.revision);
    await look();
  } catch (failure) {
    say_failure(failure);
  }
}

page.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  if (button.dataset.change) change(button.dataset.change, button.dataset.value);
  if ('hours' in button.dataset) ask_hours();
  if ('closing' in button.dataset) ask_closing();
  if (button.dataset.lines) ask_lines(state.picture.counters.find((counter) => counter.id === button.dataset.lines));
});
page.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { id, value } = event.target;
  await change(id === 'hide' ? 'hide' : 'show_words', value.value.trim());
  event.target.reset();
});

const may = (me) => me.role !== 'board';
function listen() {
  follow('/api/live', {
    picture(picture) {
      const news = state.today === null || state.picture?.today !== picture.today || state.picture?.day !== picture.day;
      state.picture = picture;
      if (news) look();  // another supervisor decided something
      draw();
    },
    connection(there, as_of) { connection_is(there, as_of); draw(); },
    async signed_out() { await arrive(() => t('web.today'), may, true); listen(); look(); },
  });
}

await arrive(() => t('web.today'), may);
draw();
listen_to_band(draw);
listen();
await look();
