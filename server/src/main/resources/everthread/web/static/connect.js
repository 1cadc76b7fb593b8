// The connect page: what the extension tells through the pairing area, the code's clock, and which attempts are unfolded.

const AREA = '[data-everthread-pairing]';

/** Shows what the extension wrote into the area's attributes. */
function show(area) {
  const version = area.querySelector('[data-extension-shown]');
  if (version) version.textContent = area.dataset.extensionVersion ?? '';
  const sentence = area.querySelector('[data-pair-sentence]');
  if (sentence) sentence.textContent = area.dataset.pairError ?? '';
}

const area = document.querySelector(AREA);
if (area instanceof HTMLElement) {
  show(area);
  new MutationObserver(() => {
    const now = document.querySelector(AREA);
    if (now instanceof HTMLElement) show(now);
  }).observe(document.getElementById('main'), {
    attributes: true,
    attributeFilter: ['data-extension-version', 'data-pair-error'],
    subtree: true,
  });

  // The code is used up then; the panel is drawn anew with the browser in its list and a new code.
  document.addEventListener('everthread:paired', () => {
    window.htmx.ajax('GET', '/connect', { target: '#pairing', select: '#pairing', swap: 'outerHTML', source: 'body' });
  });

  setInterval(() => {
    const clock = document.querySelector('[data-expires]');
    if (!(clock instanceof HTMLElement) || !clock.dataset.expires) return;
    const left = Math.max(0, Math.floor((Date.parse(clock.dataset.expires) - Date.now()) / 1000));
    const seconds = String(left % 60).padStart(2, '0');
    clock.textContent = left === 0 ? 'no time any more' : `${Math.floor(left / 60)}:${seconds}`;
  }, 1000);
}

// What a person unfolded or folded stays so when something new is drawn.
let unfolded = new Map();
document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.target.id !== 'attempts') return;
  unfolded = new Map([...event.target.querySelectorAll('details')].map((one) => [one.id, one.open]));
});
document.addEventListener('htmx:afterSwap', () => {
  for (const one of document.querySelectorAll('#attempts details')) {
    if (unfolded.has(one.id)) one.open = unfolded.get(one.id);
  }
});

/** On a narrow screen the tabs are wider than it: the chosen one is brought into sight. */
function showChosenTab() {
  const tabs = document.querySelector('#clients .tabs');
  const chosen = tabs?.querySelector('[aria-current]');
  if (!(chosen instanceof HTMLElement)) return;
  const place = chosen.getBoundingClientRect();
  tabs.scrollLeft += place.left - tabs.getBoundingClientRect().left - (tabs.clientWidth - place.width) / 2;
}

showChosenTab();
document.addEventListener('htmx:afterSettle', showChosenTab);
