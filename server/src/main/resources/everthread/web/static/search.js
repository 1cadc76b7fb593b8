// The search page: selecting a hit, its context, what is said to screen readers, the server gone away.

const SAY_AFTER = 400;
const form = document.getElementById('search');
let saying = 0;

function hits() {
  return [...document.querySelectorAll('.hit')];
}

function selected() {
  return document.querySelector('.hit.is-selected');
}

function select(hit, focus) {
  if (!(hit instanceof HTMLElement)) return;
  for (const other of hits()) other.classList.toggle('is-selected', other === hit);
  if (focus) hit.querySelector('.hit-title a')?.focus({ preventScroll: true });
  hit.scrollIntoView({ block: 'nearest' });
  const preview = document.getElementById('preview');
  if (preview !== null && preview.offsetParent !== null && hit.dataset.preview) {
    window.htmx.ajax('GET', hit.dataset.preview, { target: '#preview', swap: 'innerHTML', source: '#preview' });
  }
}

function move(by) {
  const all = hits();
  if (all.length === 0) return false;
  const at = all.indexOf(selected());
  // The first step from elsewhere only takes up what is selected already.
  const inside = document.activeElement?.closest('.hit') !== null && document.activeElement !== document.body;
  const next = !inside && by > 0 && at === 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
  select(all[next], true);
  return true;
}

function pickKind(value) {
  const radio = document.getElementById(`kind-${value}`);
  if (!(radio instanceof HTMLInputElement)) return false;
  radio.click();
  return true;
}

async function copySource(hit) {
  const status = document.getElementById('search-status');
  try {
    await navigator.clipboard.writeText(hit.dataset.copy ?? '');
    if (status) status.textContent = 'Copied with its source';
  } catch {
    if (status) status.textContent = 'Copying is not allowed here';
  }
}

function act(key) {
  const hit = selected();
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return move(1);
    case 'k':
    case 'ArrowUp':
      return move(-1);
    case '1':
      return pickKind('all');
    case '2':
      return pickKind('memory');
    case '3':
      return pickKind('message');
    case 'Enter':
      if (hit === null || document.activeElement !== document.body) return false;
      hit.querySelector('.hit-title a')?.click();
      return true;
    case 'o':
      if (!(hit instanceof HTMLElement) || !hit.dataset.original) return false;
      window.open(hit.dataset.original, '_blank', 'noopener,noreferrer');
      return true;
    case 'c':
      if (!(hit instanceof HTMLElement)) return false;
      void copySource(hit);
      return true;
    default:
      return false;
  }
}

function say() {
  clearTimeout(saying);
  saying = setTimeout(() => {
    const status = document.getElementById('search-status');
    const found = document.getElementById('found');
    if (status && found) status.textContent = found.dataset.announce ?? '';
  }, SAY_AFTER);
}

if (form instanceof HTMLFormElement) {
  document.addEventListener('everthread:key', (event) => {
    if (act(event.detail)) event.preventDefault();
  });

  document.getElementById('q')?.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && move(1)) event.preventDefault();
  });

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-clear]')) {
      event.preventDefault();
      const box = document.getElementById('q');
      box.value = '';
      box.focus();
      box.dispatchEvent(new Event('input', { bubbles: true }));
      return;
    }
    if (target?.closest('[data-retry]')) {
      window.htmx.trigger(form, 'submit');
      return;
    }
    const hit = target?.closest('.hit');
    if (hit && !target.closest('a') && getSelection()?.isCollapsed !== false) select(hit, false);
  });

  // Choosing dates means choosing them as the stretch of time.
  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'date') {
      const custom = document.getElementById('time-custom');
      if (custom instanceof HTMLInputElement) custom.checked = true;
    }
  }, true);

  // Filters are drawn anew with their counts; an open menu stays open.
  let open = null;
  document.addEventListener('htmx:oobBeforeSwap', (event) => {
    if (event.detail.target?.id !== 'filters') return;
    open = document.querySelector('#filters .menu[open]')?.getAttribute('data-keep') ?? null;
  });
  document.addEventListener('htmx:oobAfterSwap', () => {
    if (open === null) return;
    document.querySelector(`#filters .menu[data-keep="${open}"]`)?.setAttribute('open', '');
    open = null;
  });

  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target?.id === 'found' || event.detail.elt?.id === 'found') say();
  });

  const away = () => {
    const template = document.getElementById('server-away');
    const found = document.getElementById('found');
    if (template instanceof HTMLTemplateElement && found) {
      found.replaceWith(template.content.cloneNode(true));
      say();
    }
  };
  document.addEventListener('htmx:sendError', away);
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status >= 502) away();
  });
}
