import { browser } from 'wxt/browser';

import { hostOf } from '../../background/address';
import type { PairReply } from '../../messages';
import type { StatusView } from '../../page-messages';
import { ask } from '../../ui/ask';
import { byId, h } from '../../ui/element';
import { icon, siteMark, wordMark } from '../../ui/marks';
import { messages } from '../../ui/words';
import { SITE_LIST } from '../../sites/site-list';

/** Asks before the first capture, and before this browser goes over to another server. */
async function start(): Promise<void> {
  byId('mark').append(wordMark());
  const status = await ask('status', { tab: null });
  const isSwitch = status.consent === 'given' && status.offer !== null && status.connection !== null;
  byId('card').replaceChildren(...(isSwitch ? switchQuestion(status) : consentQuestion(status)));
}

function consentQuestion({ offer, consent, connection }: StatusView): readonly Node[] {
  const address = offer?.address ?? connection?.address ?? null;
  const where = address === null ? 'a server of your own' : hostOf(address);
  const asks =
    offer === null
      ? null
      : h('p', { class: 'lead' }, 'The server at ', h('strong', {}, where), ' asks to connect to this browser.');
  return [
    h('h1', {}, 'Keep your chats with AI?'),
    asks ??
      h(
        'p',
        { class: 'lead' },
        'Everthread remembers what you and the assistants write, on ',
        h('strong', {}, where),
        '.',
      ),
    h(
      'ul',
      { class: 'points' },
      point('What is kept', 'Your messages and the replies, with their titles, models and times, on', sites()),
      point(
        'Where it goes',
        `To ${where === 'a server of your own' ? where : `your server at ${where}`} and nowhere else. While it doesn’t answer, everything waits in this browser.`,
      ),
      point(
        'What is never kept',
        'Temporary and incognito chats, sites and chats that you switch off, and other web pages. Passwords, keys and card numbers are blanked before they leave the page.',
      ),
    ),
    h(
      'p',
      { class: 'note' },
      icon('shield'),
      h('span', {}, 'Nobody else receives anything: there are no statistics, no accounts and no company in between.'),
    ),
    answers('Don’t allow', 'Allow'),
    h(
      'p',
      { class: 'after meta' },
      consent === 'given'
        ? 'You allowed this. You can end it here.'
        : 'You can pause or end this at any time from the toolbar.',
    ),
  ];
}

function switchQuestion({ offer, connection, queue }: StatusView): readonly Node[] {
  const [from, to] = [hostOf(connection?.address ?? ''), hostOf(offer?.address ?? '')];
  const waiting = queue.waiting === 0 ? '' : ` So do the ${messages(queue.waiting)} that wait here now.`;
  return [
    h('h1', {}, 'Switch to another server?'),
    h(
      'p',
      { class: 'lead' },
      'This browser saves to ',
      h('strong', {}, from),
      '. The server at ',
      h('strong', {}, to),
      ' asks to take its place.',
    ),
    h(
      'ul',
      { class: 'points' },
      point('From now on', `New messages go to ${to} only.${waiting}`),
      point('What was kept before', `It stays on ${from}. Nothing is moved or deleted.`),
    ),
    answers(`Stay with ${from}`, `Switch to ${to}`, 'switch'),
    h('p', { class: 'after meta' }, 'Switch only if you pressed the button on that server’s page yourself.'),
  ];
}

function answers(no: string, yes: string, question: 'consent' | 'switch' = 'consent'): HTMLElement {
  const answer = (given: boolean) => () => void decide(question, given);
  return h(
    'div',
    { class: 'answers' },
    h('button', { id: 'decline', type: 'button', class: 'button', onclick: answer(false) }, no),
    h('button', { id: 'allow', type: 'button', class: 'button primary', onclick: answer(true) }, yes),
  );
}

async function decide(question: 'consent' | 'switch', given: boolean): Promise<void> {
  for (const button of document.querySelectorAll('button')) button.disabled = true;
  const { pairing } = await ask(question, { given });
  const status = await ask('status', { tab: null });
  byId('card').replaceChildren(...outcome(status, pairing));
  byId('outcome').focus();
}

function outcome({ consent, connection }: StatusView, pairing: PairReply | null): readonly Node[] {
  if (consent !== 'given') {
    return [
      heading('Nothing is kept'),
      h('p', { class: 'lead' }, 'Everthread stays silent. If you change your mind, open it from the toolbar.'),
    ];
  }
  const trouble =
    pairing?.kind === 'failed'
      ? h('p', { class: 'note bad lead', role: 'alert' }, icon('close'), h('span', {}, pairing.sentence))
      : null;
  if (connection !== null) {
    return [
      heading(pairing?.kind === 'paired' ? 'This browser is paired' : 'Everthread may keep your chats'),
      ...(trouble === null ? [] : [trouble]),
      h(
        'p',
        { class: 'lead' },
        'Chats are saved on ',
        h('strong', {}, hostOf(connection.address)),
        '. Talk as always; what you write is kept from now on. Chat pages that are open already need one reload.',
      ),
      h(
        'div',
        { class: 'answers' },
        h('a', { class: 'button', href: `${connection.address}/` }, 'Open your memory'),
        doneButton(),
      ),
    ];
  }
  return [
    heading('One step is left: your server'),
    ...(trouble === null ? [] : [trouble]),
    h(
      'p',
      { class: 'lead' },
      'Start the server and open its Connect page, for example ',
      h('a', { href: 'http://127.0.0.1:8377/connect' }, '127.0.0.1:8377/connect'),
      '. One click there pairs this browser. Until then everything waits here safely.',
    ),
    h(
      'div',
      { class: 'answers' },
      h('a', { class: 'button', href: browser.runtime.getURL('/options.html') + '#connection' }, 'Enter an address'),
      doneButton(),
    ),
  ];
}

function heading(text: string): HTMLElement {
  return h('h1', { id: 'outcome', tabindex: '-1' }, text);
}

function doneButton(): HTMLElement {
  return h('button', { type: 'button', class: 'button primary', onclick: () => window.close() }, 'Done');
}

function point(title: string, text: string, more: Node | null = null): HTMLElement {
  return h('li', {}, h('h2', {}, title), h('p', {}, text, more === null ? null : ' ', more));
}

function sites(): HTMLElement {
  return h('span', { class: 'which' }, ...SITE_LIST.map(({ id, name }) => h('span', {}, siteMark(id), name)));
}

void start();
