// Follows the queue. The browser comes back by itself after a lost connection and says what it had last; when the server has ended the
// stream for good, the page asks why and begins anew. Nothing is ever loaded again for it.

import { who_am_i } from './api.js';

const silent_after = 40000;  // the server says something at least every 15 s
const begin_anew_after = 1500;

/// `on.picture(data)`, `on.connection(is_there, as_of)`, `on.signed_out()`. Gives a function that ends it.
export function follow(path, on) {
  let source = null;
  let last = '';
  let as_of = Date.now();
  let ended = false;

  function begin() {
    source = new EventSource(last === '' ? path : `${path}?after=${encodeURIComponent(last)}`);
    const heard = () => { as_of = Date.now(); on.connection(true, as_of); };
    source.onopen = heard;
    source.addEventListener('here', heard);
    source.addEventListener('signed_out', () => end(true));
    source.onmessage = (event) => {
      last = event.lastEventId;
      heard();
      on.picture(JSON.parse(event.data));
    };
    source.onerror = () => {
      on.connection(false, as_of);
      if (source.readyState === EventSource.CLOSED) again();
    };
  }

  async function again() {
    source.close();
    try {
      if (await who_am_i() === null) return end(true);
    } catch {
      // the server is not there: nobody knows whether the session is over
    }
    if (!ended) setTimeout(begin, begin_anew_after);
  }

  function end(signed_out) {
    ended = true;
    clearInterval(watch);
    source.close();
    if (signed_out) on.signed_out();
  }

  // A connection that hangs does not even say that it is lost.
  const watch = setInterval(() => {
    if (Date.now() - as_of < silent_after || source.readyState !== EventSource.OPEN) return;
    on.connection(false, as_of);
    again();
  }, silent_after / 4);
  begin();
  return () => end(false);
}
