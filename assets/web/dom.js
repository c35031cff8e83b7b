// Pages are drawn anew from data at every change; what is there already is kept, so that nobody loses the place they were at.

/// An element with attributes and children; what is null or false is left out.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

const key = (node) => (node.nodeType === 1 ? node.getAttribute('data-key') : null);
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b);

function morph(from, to) {
  if (from.nodeType === 3) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.nodeType !== 1) return;
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
  for (const { name, value } of [...to.attributes]) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  show(from, [...to.childNodes]);
}

/// Makes the children of `parent` look like `nodes`; null stands for nothing.
export function show(parent, nodes) {
  let at = parent.firstChild;
  for (const node of nodes.filter(Boolean)) {
    let found = at;
    if (found && !alike(found, node) && key(node) !== null) {
      while (found && !alike(found, node)) found = found.nextSibling;
      if (found) parent.insertBefore(found, at);
    }
    if (found && alike(found, node)) {
      if (found === at) at = at.nextSibling;
      morph(found, node);
    } else {
      parent.insertBefore(node, at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

/// A question over the page. Resolves with what `read` gives when it is confirmed, with null when it is left.
export function ask({ title, body, confirm, back, read = () => true, wide = false }) {
  return new Promise((resolve) => {
    const form = h('form', { method: 'dialog', class: 'stack' }, h('h2', { id: 'dialog-title' }, title), body,
      h('div', { class: 'row end' },
        h('button', { type: 'button', class: 'quiet', 'data-leave': true }, back),
        h('button', { type: 'submit', class: 'primary' }, confirm)));
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', class: wide ? 'wide' : null }, form);
    let answer = null;
    form.addEventListener('submit', () => { answer = read(form); });
    form.querySelector('[data-leave]').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => { dialog.remove(); resolve(answer); });
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector('input:not([type=hidden]),select,textarea,button.primary')?.focus();
  });
}

export const option = (value, words, chosen = false) => h('option', { value, selected: chosen }, words);

/// Chosen by touch, arrow keys or a letter.
export function radios(name, legend, choices, chosen) {
  return h('fieldset', { class: 'choices' }, h('legend', {}, legend),
    choices.map(([value, words], i) => h('label', {},
      h('input', { type: 'radio', name, value, required: true, checked: chosen === undefined ? i === 0 : value === chosen }), words)));
}
