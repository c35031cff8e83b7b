// The officer's page out of what is known: nothing here asks the server for anything.

import { myself } from './api.js';
import { sound_on } from './alarm.js';
import { h } from './dom.js';
import { centre, staleness, top_band } from './page.js';
import { minutes, money, named, t, time } from './texts.js';

export const line_name = (id) => named(centre.lines.find((line) => line.id === id)?.name) || id;
export const counter_name = (id) => named(centre.counters.find((counter) => counter.id === id)?.name) || id;
const officer_label = (id) => centre.accounts.find((account) => account.id === id)?.label ?? id;
const priority_of = (id) => centre.priorities.find((priority) => priority.id === id);
export const is_supervisor = () => myself().role === 'supervisor';
export const may_act = (counter) => counter && counter.state !== 'closed' && (counter.officer === myself().account || is_supervisor());

/// What is done at a counter, in the order of the buttons; `when` says whether it can be done now. Which F-key does it, the centre says.
export const keys = [
  { act: 'call_next', id: 'web.act.next', when: (c) => c.state === 'open' && !c.with, wide: true },
  { act: 'recall', id: 'web.act.recall', when: (c) => c.with?.state === 'called' },
  { act: 'start', id: 'web.act.start', when: (c) => c.with?.state === 'called' },
  { act: 'absent', id: 'web.act.absent', when: (c) => c.with?.state === 'called' && c.with.calls >= centre.calls_before_absent },
  { act: 'transfer', id: 'web.act.transfer', when: (c) => c.with },
  { act: 'finish', id: 'web.act.finish', when: (c) => c.with, strong: true },
  { act: 'hold', id: 'web.act.hold', when: (c) => c.with },
  { act: 'note', id: 'web.act.note', when: (c) => c.with },
];

function counter_button(counter, chosen) {
  const mine = counter.officer === myself().account && counter.state !== 'closed';
  const silent = counter.state === 'open' && !counter.there && Date.now() - counter.since > 60000;
  return h('li', { 'data-key': counter.id }, h('button', { class: 'counter', 'data-choose': counter.id, 'aria-pressed': String(counter.id === chosen) },
    h('b', {}, counter_name(counter.id)), h('b', {}, counter.with?.number ?? ''),
    h('span', { class: `state-${counter.state}` }, t(`web.counter.state.${counter.state}`)),
    h('span', { class: 'muted' }, t('web.counter.waiting', { count: counter.waiting })),
    counter.state === 'closed' ? counter.off ? h('span', { class: 'muted line' }, t('web.today.counter.off')) : null : h('span', { class: 'muted line' }, mine ? t('web.counter.mine') : officer_label(counter.officer)),
    silent ? h('span', { class: 'muted line' }, `! ${t('web.counter.silent')}`) : null));
}

function counter_buttons(counter) {
  if (counter.off && counter.state === 'closed') return [h('p', { class: 'muted', 'data-key': 'off' }, t('web.today.counter.off'))];
  if (counter.state === 'closed') return [h('button', { class: 'primary', 'data-act': 'open' }, t('web.counter.open'))];
  if (!may_act(counter)) return [];
  return [
    counter.state === 'paused' ? h('button', { class: 'primary', 'data-act': 'open', 'data-key': 'resume' }, t('web.counter.resume')) : null,
    counter.state === 'open' ? h('button', { class: 'quiet', 'data-act': 'pause', 'data-key': 'pause' }, t('web.counter.pause')) : null,
    h('button', { class: 'quiet', 'data-act': 'hand_over', 'data-key': 'hand' }, t('web.counter.hand_over')),
    h('button', { class: 'quiet', 'data-act': 'close', 'data-key': 'close', disabled: Boolean(counter.with) }, t('web.counter.close')),
  ];
}

function ticket_facts(ticket) {
  const priority = priority_of(ticket.priority);
  return h('div', { class: 'stack' },
    h('div', { class: 'facts' },
      h('strong', {}, t(`purpose.${ticket.purpose}`)),
      h('span', {}, line_name(ticket.line)),
      ticket.procedure ? h('span', {}, named(ticket.procedure)) : null,
      ticket.state === 'called' ? h('span', {}, t('web.now.called', { calls: ticket.calls ?? 1 })) : null,
      h('span', { class: 'muted' }, t('web.now.since', { time: time(ticket.at) })),
      h('span', { class: 'muted' }, t('web.now.waited', { minutes: minutes(ticket.taken_at, ticket.at) })),
      ticket.appointment ? h('span', {}, t('web.appointment', { time: time(ticket.appointment) })) : null),
    priority ? h('div', { class: 'facts' }, h('span', { class: 'badge' }, named(priority.name)),
      named(priority.proof) ? h('span', {}, `${t('web.proof')}: ${named(priority.proof)}`) : null) : null,
    ticket.note ? h('p', { class: 'note' }, ticket.note) : null);
}

function now_card(counter) {
  const ticket = counter.with;
  const acting = may_act(counter);
  return h('section', { class: 'card', 'data-key': 'now', 'aria-labelledby': 'now' },
    h('div', { class: 'row' },
      h('h2', { id: 'now' }, `${counter_name(counter.id)} · ${t('web.now')}`), h('span', { class: `state-${counter.state}` }, t(`web.counter.state.${counter.state}`))),
    h('div', { 'aria-live': 'polite' }, ticket ? h('div', { class: 'number', 'data-key': 'number' }, ticket.number)
      : h('div', { class: 'number none', 'data-key': 'none' }, counter.state === 'closed' ? t('web.counter.none') : t('web.now.nobody'))),
    ticket ? ticket_facts(ticket) : null,
    acting ? h('div', { class: 'actions', 'data-key': 'actions' }, keys.map((key) => h('button', {
      'data-act': key.act, 'data-key': key.act, 'aria-keyshortcuts': centre.keys[key.act], disabled: !key.when(counter),
      class: (key.wide ? 'next primary' : '') + (key.strong && ticket ? ' primary' : ''),
    }, h('span', {}, t(key.id)), h('kbd', {}, centre.keys[key.act])))) : null,
    h('div', { class: 'row', 'data-key': 'counter' }, counter_buttons(counter)));
}

function papers_list(dossier) {
  const item = (paper) => {
    const has = paper.pages > 0 || paper.brings_original;
    const words = paper.pages > 0 ? t('web.dossier.pages', { count: paper.pages })
      : paper.brings_original ? t('web.dossier.original') : paper.required ? '' : t('web.dossier.optional');
    return h('li', {}, has ? h('span', { class: 'has' }, t('web.dossier.has'))
      : paper.required ? h('span', { class: 'lacks' }, t('web.dossier.lacks')) : h('span', { class: 'muted' }, '–'),
    h('span', {}, named(paper.name), words ? h('span', { class: 'muted' }, ` · ${words}`) : null));
  };
  return h('ul', { class: 'plain papers' }, dossier.papers.map(item));
}

function dossier_card(ticket, dossier) {
  if (!ticket) return null;
  const body = !ticket.visit_code ? [h('p', { class: 'muted' }, t('web.dossier.none'))]
    : !dossier ? [h('div', {}, h('button', { class: 'quiet', 'data-act': 'show_dossier' }, t('web.dossier.show')))]
    : dossier.failed ? [h('p', {}, dossier.failed), h('div', {}, h('button', { class: 'quiet', 'data-act': 'show_dossier' }, t('web.dossier.show')))]
    : [h('div', { class: 'row' }, h('span', {}, named(dossier.procedure)), h('span', { class: 'code' }, dossier.code),
        h('button', { class: 'quiet', 'data-act': 'copy_code' }, t('web.dossier.copy'))),
      papers_list(dossier),
      h('p', {}, dossier.fee_dong === null ? t('web.dossier.fee_unknown') : t('web.dossier.fee', { amount: money(dossier.fee_dong) })),
      dossier.accepted ? h('p', { class: 'alert good' }, `${t('web.dossier.accepted', { time: time(dossier.accepted.at) })} · ${officer_label(dossier.accepted.by)}`
        + (dossier.accepted.receipt ? ` · ${dossier.accepted.receipt} · ${money(dossier.accepted.paid_dong)} đ` : ''))
        : h('form', { class: 'stack', id: 'accept' },
          h('label', { class: 'tick' }, h('input', { type: 'checkbox', name: 'originals', required: true }), t('web.dossier.originals')),
          h('label', {}, t('web.dossier.receipt'), h('input', { name: 'receipt', maxlength: 40, autocomplete: 'off' })),
          h('label', {}, t('web.dossier.amount'), h('input', { name: 'amount', maxlength: 13, inputmode: 'numeric', autocomplete: 'off',
            value: dossier.fee_dong === null ? '' : money(dossier.fee_dong) })),
          h('div', {}, h('button', { class: 'primary', type: 'submit' }, t('web.dossier.accept')))),
      h('p', { class: 'muted' }, t('web.dossier.left'))];
  return h('section', { class: 'card', 'data-key': `dossier-${ticket.press}`, 'aria-labelledby': 'dossier' }, h('h2', { id: 'dossier' }, t('web.dossier')), body);
}

function list_card(key, title, tickets, empty) {
  return h('section', { class: 'card', 'data-key': key, 'aria-labelledby': `${key}-title` },
    h('h2', { id: `${key}-title` }, `${title} (${tickets.length})`),
    tickets.length === 0 ? h('p', { class: 'muted' }, empty) : h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': `${key}-title` }, h('table', { class: 'table' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('web.number')), h('th', { scope: 'col' }, t('web.line')), h('th', { scope: 'col' }, t('web.time')), h('th', { scope: 'col' }, t('web.priority')))),
      h('tbody', {}, tickets.map((ticket) => h('tr', { 'data-key': ticket.press },
        h('td', {}, h('button', { class: 'quiet', 'data-ticket': ticket.press }, ticket.number)),
        h('td', {}, line_name(ticket.line)),
        h('td', { class: 'time' }, time(ticket.appointment ?? ticket.taken_at)),
        h('td', {}, named(priority_of(ticket.priority)?.name), ticket.note ? ' ✎' : '')))))));
}

function alerts(picture) {
  const silent = (kiosk) => Date.now() - kiosk.as_of > 180000;
  return h('div', { class: 'alerts', 'data-key': 'alerts' },
    picture.unspoken ? h('div', { class: 'alert bad', role: 'alert', 'data-key': 'unspoken' }, t('web.voice.gone', { count: picture.unspoken })) : null,
    picture.tickets_stopped ? h('div', { class: 'alert warn' }, t('web.today.tickets.stopped')) : null,
    picture.help.map((call) => h('div', { class: `alert ${call.taken_by ? 'good' : 'bad'}`, role: call.taken_by ? null : 'alert', 'data-key': `help-${call.kiosk}` },
      h('span', {}, call.taken_by ? t('web.help.taken', { officer: officer_label(call.taken_by), kiosk: call.kiosk })
        : t('web.help.calls', { kiosk: call.kiosk, time: time(call.since) })),
      call.taken_by ? null : h('button', { class: 'primary', 'data-help': call.kiosk }, t('web.help.take')))),
    picture.kiosks.flatMap((kiosk) => (silent(kiosk) ? [t('web.device.silent', { time: time(kiosk.as_of) })] : kiosk.faults.map((device) => t(`web.device.${device}`)))
      .map((words) => h('div', { class: 'alert warn' }, t('web.kiosk.fault', { kiosk: kiosk.kiosk, device: words })))));
}

export function console_page(state) {
  const { picture } = state;
  const title = `${t('web.app')} · ${named(centre.name)}`;
  if (!picture) {
    const stale = staleness(null);
    return [top_band(title, null, null), h('main', { id: 'main', class: 'plain', 'data-key': 'main' },
      stale ? h('p', { class: 'alert warn', role: 'alert' }, stale) : null)];
  }
  const chosen = picture.counters.find((counter) => counter.id === state.chosen) ?? picture.counters[0];
  const mine = state.all ? picture.waiting : picture.waiting.filter((ticket) => (ticket.state === 'transferred' && ticket.counter
    ? ticket.counter === chosen.id : chosen.lines.includes(ticket.line)));
  const link = h('a', { href: '/today' }, t('web.today'));
  return [
    top_band(title, picture, link),
    h('main', { id: 'main', class: 'grid', 'data-key': 'main' },
      alerts(picture),
      h('section', { class: 'card', 'data-key': 'counters', 'aria-labelledby': 'counters' },
        h('h2', { id: 'counters' }, t('web.counters')),
        h('ul', { class: 'plain' }, picture.counters.map((counter) => counter_button(counter, chosen.id))),
        h('button', { class: 'quiet', 'data-act': 'sound', 'aria-pressed': String(sound_on) }, t(sound_on ? 'web.help.sound_off' : 'web.help.sound'))),
      h('div', { class: 'middle stack', 'data-key': 'middle' }, now_card(chosen), dossier_card(chosen.with, state.dossier)),
      h('div', { class: 'side stack', 'data-key': 'side' },
        h('div', { class: 'tabs', 'data-key': 'tabs' },
          h('button', { 'data-act': 'mine', 'aria-pressed': String(!state.all) }, t('web.waiting.mine')),
          h('button', { 'data-act': 'all', 'aria-pressed': String(state.all) }, t('web.waiting.all'))),
        list_card('waiting', t('web.waiting'), mine, t('web.waiting.none')),
        picture.held.length ? list_card('held', t('web.held'), picture.held, '') : null,
        picture.absent.length ? list_card('absent', t('web.absent'), picture.absent, '') : null)),
  ];
}
