type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;
type Child = Node | string | null;

/**
 * Makes an element. Attributes: a text is set, true sets it empty, false leaves it out, and a function listens to the
 * event that the name says (`onclick`). Children are nodes or plain text; null is left out. HTML is never read.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element in the same way. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** Returns the element with this id, which the page's own HTML promises. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * Replaces an element's content when it differs, and keeps the focus on the element of the same id. `signature` stands
 * for everything that the content shows.
 */
export function redraw(place: HTMLElement, signature: string, draw: () => readonly Child[]): void {
  if (drawn.get(place) === signature) return;
  drawn.set(place, signature);
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : undefined;
  place.replaceChildren(...draw().filter((child) => child !== null));
  if (focused !== undefined && focused !== '') document.getElementById(focused)?.focus();
}

const drawn = new WeakMap<HTMLElement, string>();

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
