// The memories page: selecting, keys, and where the focus goes when a row is gone.

const page = document.querySelector('.memories-page');

function rows() {
  return [...document.querySelectorAll('.memory')];
}

function current() {
  return document.activeElement?.closest('.memory') ?? null;
}

function count() {
  const chosen = document.querySelectorAll('.memory > .check:checked').length;
  const bar = document.querySelector('[data-selection-bar]');
  const text = document.querySelector('[data-selected-count]');
  if (bar instanceof HTMLElement) bar.hidden = chosen === 0;
  if (text) text.textContent = `${chosen} selected.`;
}

function move(by) {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

function act(key) {
  const row = current();
  switch (key) {
    case 'j':
      return move(1);
    case 'k':
      return move(-1);
    case 'n':
      document.querySelector('[data-new-memory]')?.click();
      return true;
    case 'e':
      row?.querySelector('[data-edit]')?.click();
      return row !== null;
    case 'x':
      row?.querySelector('.check')?.click();
      return row !== null;
    case 'Delete':
      row?.querySelector('[data-delete]')?.click();
      return row !== null;
    default:
      return false;
  }
}

if (page !== null) {
  let place = -1;
  document.addEventListener('everthread:key', (event) => {
    if (act(event.detail)) event.preventDefault();
  });
  document.addEventListener('change', (event) => {
    if (event.target instanceof Element && event.target.matches('.memory > .check')) count();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !(event.target instanceof Element)) return;
    event.target.closest('.memory-form')?.querySelector('[data-cancel]')?.click();
  });
  document.addEventListener('htmx:beforeRequest', (event) => {
    place = rows().indexOf(event.detail.elt.closest('.memory'));
  });
  document.addEventListener('htmx:afterSettle', (event) => {
    if (event.detail.target?.id !== 'memories' && event.detail.elt?.id !== 'memories') return;
    count();
    const field = document.querySelector('.memory-form [data-focus]');
    if (field instanceof HTMLTextAreaElement) {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    } else if (place >= 0) {
      const all = rows();
      all[Math.min(place, all.length - 1)]?.focus();
    }
    place = -1;
  });
  document.querySelector('.memory-form [data-focus]')?.focus();
  count();
}
