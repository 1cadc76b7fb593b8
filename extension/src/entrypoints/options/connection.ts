import { browser } from 'wxt/browser';

import { hostOf, isLoopback, permissionFor, readAddress } from '../../background/address';
import type { ConnectReply, StatusView } from '../../page-messages';
import { ask } from '../../ui/ask';
import { h, redraw } from '../../ui/element';
import { icon } from '../../ui/marks';
import { waitingSentence } from '../../ui/words';

/** The server: where it is, whether it answers, and how to change it. Typed text survives every refresh. */
export class ConnectionPanel {
  readonly #state = h('div', { class: 'fields' });
  readonly #result = h('div', { role: 'status' });
  readonly #address = h('input', {
    id: 'address',
    name: 'address',
    placeholder: '127.0.0.1:8377',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  readonly #secret = h('input', {
    id: 'secret',
    name: 'secret',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  readonly #change = h('details', { class: 'change' });
  readonly #refresh: () => Promise<void>;
  readonly #say: (sentence: string) => void;
  #isFirst = true;

  constructor(place: HTMLElement, refresh: () => Promise<void>, say: (sentence: string) => void) {
    this.#refresh = refresh;
    this.#say = say;
    this.#change.append(h('summary', {}, 'Connect by hand'), this.#form());
    place.replaceChildren(h('h2', { id: 'connection-title' }, 'Server'), this.#state, this.#change, this.#result);
  }

  show(status: StatusView): void {
    const { connection } = status;
    if (this.#isFirst) {
      this.#address.value = connection === null ? '' : hostOf(connection.address);
      this.#change.open = connection === null || connection.refused !== null;
    }
    this.#isFirst = false;
    const waiting = status.retry === null && connection?.refused === null ? '' : waitingSentence(status);
    redraw(this.#state, JSON.stringify([connection, waiting]), () => [
      connection === null
        ? h(
            'p',
            { class: 'quiet' },
            'No server is connected yet. The easiest way: open the server’s Connect page and press the button there.',
          )
        : connected(connection),
      connection?.refused ? trouble('The server no longer accepts this browser’s key; pair again.') : null,
      waiting === '' ? null : h('p', { class: 'quiet' }, waiting),
      connection === null ? null : this.#buttons(),
    ]);
  }

  #buttons(): HTMLElement {
    const test = (): void => void this.#report(ask('test', {}));
    const leave = async (): Promise<void> => {
      await ask('disconnect', {});
      this.#result.replaceChildren();
      this.#say('Disconnected. What waits stays in this browser.');
      await this.#refresh();
    };
    return h(
      'div',
      { class: 'actions' },
      h('button', { id: 'test', type: 'button', class: 'button', onclick: test }, 'Test this connection'),
      h('button', { id: 'disconnect', type: 'button', class: 'button', onclick: () => void leave() }, 'Disconnect'),
    );
  }

  #form(): HTMLElement {
    const submit = (event: Event): void => {
      event.preventDefault();
      void this.#report(this.#connect());
    };
    return h(
      'form',
      { class: 'fields', onsubmit: submit },
      field(this.#address, 'Address', 'Of the server’s pages, with its port.'),
      field(this.#secret, 'Key or pairing code', 'The server’s Connect page shows both.'),
      h(
        'div',
        { class: 'actions' },
        h('button', { id: 'connect', type: 'submit', class: 'button primary' }, 'Connect'),
      ),
    );
  }

  /** Chrome shows its question only during the click, so nothing may be waited for before it. */
  async #connect(): Promise<ConnectReply> {
    const address = readAddress(this.#address.value);
    if (address !== null && !isLoopback(address)) {
      const granted = await browser.permissions.request({ origins: [permissionFor(address)] });
      if (!granted)
        return {
          works: false,
          sentence: `Without Chrome’s permission for ${hostOf(address)} nothing can be sent there.`,
        };
    }
    const reply = await ask('connect', { address: this.#address.value, secret: this.#secret.value });
    if (reply.works) this.#secret.value = '';
    return reply;
  }

  async #report(asked: Promise<ConnectReply>): Promise<void> {
    this.#result.replaceChildren(h('p', { class: 'quiet' }, 'Asking the server …'));
    const { works, sentence } = await asked;
    this.#result.replaceChildren(
      works ? h('p', { class: 'note ok' }, icon('check'), h('span', {}, sentence)) : trouble(sentence),
    );
    await this.#refresh();
  }
}

function connected({ address, space }: NonNullable<StatusView['connection']>): HTMLElement {
  return h(
    'p',
    {},
    'Saved on ',
    h('strong', {}, hostOf(address)),
    space === '' ? '' : `, in the space ${space}`,
    '. ',
    h('a', { href: `${address}/` }, 'Open it'),
  );
}

function field(input: HTMLInputElement, name: string, advice: string): HTMLElement {
  input.setAttribute('aria-describedby', `${input.id}-advice`);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: input.id }, name),
    input,
    h('p', { id: `${input.id}-advice`, class: 'meta' }, advice),
  );
}

function trouble(sentence: string): HTMLElement {
  return h('p', { class: 'note bad' }, icon('close'), h('span', {}, sentence));
}
