// Turns single keys into events: `everthread:key` on the document, its detail the key. Silent in fields and when the
// person switched single keys off.

const PAGES = { s: '/', m: '/memories', c: '/connect', t: '/status' };
const GOING = 1500;
let going = 0;

function writing(target) {
  return target instanceof Element && target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null;
}

function toSearch(event) {
  const box = document.getElementById('q');
  event.preventDefault();
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  } else {
    location.assign('/');
  }
}

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
    toSearch(event);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (writing(event.target) || document.documentElement.dataset.singleKeys === 'off') return;
  if (document.querySelector('dialog[open]') !== null) return;

  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (performance.now() - going < GOING && PAGES[key] !== undefined) {
    going = 0;
    location.assign(PAGES[key]);
    return;
  }
  if (key === '/') {
    toSearch(event);
    return;
  }
  if (key === 'g') {
    going = performance.now();
    return;
  }
  const taken = !document.dispatchEvent(new CustomEvent('everthread:key', { detail: key, cancelable: true }));
  if (taken) event.preventDefault();
});
