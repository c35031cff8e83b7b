// What pages ask of the server, and how it fails.

import { t } from './texts.js';

let me = null;
export const myself = () => me;

async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw { code: body.code ?? 'other', detail: body.detail ?? '', status: answer.status };
}

async function send(path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': me?.csrf ?? '' },
      body: JSON.stringify(body),
    });
  } catch {
    throw { code: 'unknown_outcome', detail: '', status: 0 };  // the answer was lost; what was asked may have been done
  }
  return read(answer);
}

export async function get(path) {
  let answer;
  try {
    answer = await fetch(path);
  } catch {
    throw { code: 'unreachable', detail: '', status: 0 };
  }
  return read(answer);
}

export async function who_am_i() {
  const session = await get('/api/session');
  me = session.signed_in ? session : null;
  return me;
}

export async function sign_in(what) {
  me = await send('/api/sign-in', what);
  return me;
}

export async function sign_out() {
  await send('/api/sign-out', {});
  me = null;
}

// The press decides: the same deed again after a failure that leaves its outcome open is the same press, and is done once. `seen` is the
// revision of what the page showed as it was pressed: once that has changed, whatever changed it, the same button is a new deed.
const open_presses = new Map();

export async function press(path, body, seen = '') {
  const what = `${path} ${seen} ${JSON.stringify(body)}`;
  const id = open_presses.get(what) ?? crypto.randomUUID();
  open_presses.set(what, id);
  try {
    const answer = await send(path, { ...body, press: id });
    open_presses.delete(what);
    return answer;
  } catch (failure) {
    const open = ['unknown_outcome', 'unreachable', 'busy'].includes(failure.code);
    if (!open) open_presses.delete(what);
    throw failure;
  }
}

/// A failure in words that say what to do.
export function failure_words(failure) {
  const code = { closed: 'refused', timed_out: 'unreachable' }[failure.code] ?? failure.code;
  const id = `web.fail.${code}`;
  const words = t(id);
  return words === id ? t('web.fail.other') : words;
}
