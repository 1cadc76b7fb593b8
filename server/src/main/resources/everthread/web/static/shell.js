// What every page does: theme, time zone, menus, the toast, copying, the dialog of keys.

const YEAR = 365 * 24 * 3600;

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}

// The server writes times in the reader's zone from the second page on.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) remember('everthread_zone', encodeURIComponent(zone));

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-theme-form]')) return;
  event.preventDefault();
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const chosen = shown === 'dark' ? 'light' : 'dark';
  root.dataset.theme = chosen;
  remember('everthread_theme', chosen);
});

/** Puts text on the clipboard; false where the browser forbids it. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Says in the button itself that it was done. */
function sayCopied(button, done) {
  const label = button.querySelector('[data-copy-label]') ?? button;
  if (button.dataset.was === undefined) button.dataset.was = label.textContent ?? '';
  label.textContent = done ? 'Copied' : 'Not allowed here';
  setTimeout(() => {
    label.textContent = button.dataset.was ?? '';
    delete button.dataset.was;
  }, 1600);
}

document.addEventListener('click', async (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target === null) return;

  const copying = target.closest('[data-copy]:not(.hit)');
  if (copying instanceof HTMLElement) {
    const text = copying.closest('.code')?.querySelector('pre')?.textContent ?? '';
    sayCopied(copying, await copy(text));
    return;
  }
  const wrapping = target.closest('[data-wrap]');
  if (wrapping !== null) {
    const wrapped = wrapping.closest('.code')?.classList.toggle('is-wrapped') ?? false;
    wrapping.setAttribute('aria-pressed', String(wrapped));
    return;
  }
  const whole = target.closest('a[data-copy-from]');
  if (whole instanceof HTMLAnchorElement && navigator.clipboard !== undefined) {
    event.preventDefault();
    const response = await fetch(whole.href);
    sayCopied(whole, response.ok && (await copy(await response.text())));
    return;
  }
  if (target.closest('[data-dismiss]')) target.closest('[data-toast]')?.remove();
  if (target.closest('[data-help]')) openHelp();

  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(target)) menu.removeAttribute('open');
  }
});

function openHelp() {
  const dialog = document.getElementById('help');
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

document.addEventListener('everthread:key', (event) => {
  if (event.detail === '?') openHelp();
  if (event.detail === 'z') document.querySelector('[data-undo]')?.click();
  if (event.detail === 'o') document.querySelector('.conversation [data-original-link]')?.click();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector('details.menu[open]');
  if (menu !== null) {
    menu.removeAttribute('open');
    menu.querySelector('summary')?.focus();
  }
});

// A toast stays until it is dismissed or something else is done. A live region speaks of changes only, so that what came
// with the page is put in once more.
const toasts = document.getElementById('toasts');
const toast = toasts?.querySelector('[data-toast]');
if (toasts && toast) {
  toast.remove();
  setTimeout(() => toasts.append(toast), 50);
}
