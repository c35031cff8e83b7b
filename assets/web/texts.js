// The words of the page in the reader's language, from the kiosk's own catalogues; times as the centre's wall shows them.

let words = {};
export let language = localStorage.getItem('language') === 'en' ? 'en' : 'vi';

export async function load_texts() {
  const answer = await fetch(`/api/texts?lang=${language}`);
  words = (await answer.json()).texts;
  document.documentElement.lang = language;
}

export async function other_language() {
  language = language === 'vi' ? 'en' : 'vi';
  localStorage.setItem('language', language);
  await load_texts();
}

export function t(id, values = {}) {
  return (words[id] ?? id).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/// A name that data gives in both languages.
export const named = (name) => (name ? name[language] || name.vi : '');

const zone = { timeZone: 'Asia/Ho_Chi_Minh' };
const clock = new Intl.DateTimeFormat('vi-VN', { ...zone, hour: '2-digit', minute: '2-digit', hour12: false });
const calendar = new Intl.DateTimeFormat('vi-VN', { ...zone, weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' });
const calendar_en = new Intl.DateTimeFormat('en-GB', { ...zone, weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' });
export const time = (at) => clock.format(new Date(at));
export const date = (at) => (language === 'vi' ? calendar : calendar_en).format(new Date(at));
export const minutes = (from, to) => Math.max(0, Math.floor((to - from) / 60000));
export const money = (dong) => dong.toString().replace(/\B(?=(\d{3})+$)/g, '.');
export const day_words = (iso) => iso.split('-').reverse().join('/');
