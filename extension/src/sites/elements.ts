import type { Turns } from './site';

/** What never belongs to a turn's content. */
const DROPPED = 'script, style, noscript, link, meta, base, object, embed';
/** A picture inside an attribute: longer than this, it is cut out of the HTML. */
const LONGEST_DATA_URL = 2048;

/** Returns the elements that are not inside another one of the list, in document order. */
export function outermost(elements: readonly Element[]): readonly Element[] {
  const all = new Set(elements);
  return [...all].filter((element) => !hasAncestorIn(element, all)).sort(byDocumentOrder);
}

function hasAncestorIn(element: Element, set: ReadonlySet<Element>): boolean {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (set.has(parent)) return true;
  }
  return false;
}

function byDocumentOrder(one: Element, other: Element): number {
  if (one === other) return 0;
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;
}

/** Returns the elements that a selector finds, as an array. */
export function all(page: ParentNode, selector: string): readonly Element[] {
  return [...page.querySelectorAll(selector)];
}

export function has(page: ParentNode, selector: string): boolean {
  return page.querySelector(selector) !== null;
}

/** Returns the turns' HTML, or the landmark that should have been there. */
export function turnsOf(elements: readonly Element[], missing: string): Turns {
  return elements.length === 0 ? { kind: 'drift', missing } : { kind: 'found', html: elements.map(cleanHtml) };
}

/**
 * Returns the element's HTML without scripts, handlers and inlined pictures. The cleaning is done on a copy in a
 * document that is never shown: no script runs, no picture loads, no custom element wakes up, the page stays as it is.
 */
export function cleanHtml(element: Element): string {
  const copy = new DOMParser().parseFromString(element.outerHTML, 'text/html');
  all(copy, DROPPED).forEach((dropped) => dropped.remove());
  all(copy.body, '*').forEach(cleanAttributes);
  return copy.body.innerHTML.trim();
}

function cleanAttributes(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (name.startsWith('on') || name === 'nonce' || name === 'srcdoc') element.removeAttribute(name);
    else if (value.startsWith('data:') && value.length > LONGEST_DATA_URL) element.setAttribute(name, 'data:,');
  }
}
