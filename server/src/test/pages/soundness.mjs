// What a page of ours may hold, and what tells that a text became more than text. Runs inside the page.

/** Before any script of the page: a trap that hostile strings call, and an ear for what the content policy stopped. */
export function trap() {
  globalThis.caught = [];
  globalThis.canary = (...values) => globalThis.caught.push(`a script ran: ${values.join()}`);
  for (const name of ['alert', 'confirm', 'prompt', 'print']) globalThis[name] = () => globalThis.caught.push(`${name} was called`);
  document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.caught.push(`the content policy stopped ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
}

/** Returns what is wrong with the page as it stands. */
export function faults() {
  const KNOWN = new Set(
    'html head meta title link script body a abbr article aside b bdi blockquote br button code datalist dd del details dialog div dl dt em fieldset footer form h1 h2 h3 h4 h5 h6 header hr i img input kbd label legend li main mark nav ol optgroup option output p path pre progress rect circle line polyline polygon ellipse g section select small span strong sub summary sup svg symbol table tbody td template textarea tfoot th thead time tr u ul use var defs math mrow mi mn mo mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mfenced mstyle mpadded mphantom mmultiscripts mprescripts none semantics annotation text noscript'.split(' '),
  );
  const GOING = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'background', 'cite', 'ping', 'srcset', 'srcdoc', 'manifest'];
  const found = [...globalThis.caught];
  const own = (value) => new URL(value, location.href).origin === location.origin;
  const inText = '.prose, .memory-text, .memory-quote, .hit-title, .hit-snippet, .bubble, .fact-text, .attachments, pre';
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    if (!KNOWN.has(name)) found.push(`an element <${name}>`);
    if (['text', 'noscript', 'svg', 'use'].includes(name) && element.matches('.prose *:not(.code-bar *, button *)')) found.push(`<${name}> in a text`);
    if (name === 'script' && !(element.getAttribute('src') ?? '').startsWith('/static/')) found.push('a script of no file of ours');
    if (name === 'link' && !own(element.href)) found.push(`a link to ${element.href}`);
    if (name === 'meta' && element.httpEquiv !== '') found.push('a meta element that acts');
    if (name === 'form' && !own(element.action)) found.push(`a form to ${element.action}`);
    if (name === 'img') found.push('an image');
    const within = element.closest(inText) !== null;
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on')) found.push(`<${name} ${attribute}>`);
      if (attribute === 'style') found.push(`<${name} style>`);
      if (GOING.includes(attribute) && /^[\s\0-\x20]*[a-z][a-z0-9+.-]*\s*:/i.test(value) && !/^(https?|mailto):/i.test(value)) found.push(`<${name} ${attribute}="${value.slice(0, 60)}">`);
      if (within && /^(data-)?hx-/.test(attribute)) found.push(`<${name} ${attribute}> in a text`);
      if (within && (attribute === 'id' || attribute === 'name') && !attribute.startsWith('text-') && element.matches('.prose *')) found.push(`<${name} ${attribute}="${value}"> in a text`);
    }
    if (within && ['form', 'input', 'button', 'select', 'textarea', 'details', 'dialog'].includes(name) && element.matches('.prose *, .memory-text *, .hit-snippet *') && !element.matches('.code-bar *')) found.push(`<${name}> in a text`);
  }
  if (document.querySelectorAll('head title').length !== 1) found.push('no title, or several');
  if (globalThis.frames.length > 0) found.push('a frame');
  return found;
}
