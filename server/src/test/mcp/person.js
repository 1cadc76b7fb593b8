/** The person in front of the browser: signs in once, then answers what clients ask. */
export class Person {
  #cookie;

  constructor(cookie) {
    this.#cookie = cookie;
  }

  static async signedIn(link) {
    const entered = await fetch(link, { redirect: 'manual' });
    return new Person(entered.headers.get('set-cookie').split(';', 1)[0]);
  }

  /** Opens a client's request and allows it; returns where the browser is sent. */
  async allow(authorizationUrl) {
    const page = await this.#get(authorizationUrl);
    const form = new URLSearchParams({
      csrf: field(page, 'csrf'),
      request: field(page, 'request'),
      answer: 'allow',
    });
    for (const scope of ['read', 'write']) form.append('scope', scope);
    return new URL(await this.#post(new URL('/authorize', authorizationUrl), form));
  }

  /** Enters a client by hand; returns its id. */
  async enter(base, name, redirectUri) {
    const csrf = field(await this.#get(new URL('/settings', base)), 'csrf');
    const form = new URLSearchParams({ csrf, name, redirect_uris: redirectUri });
    await this.#post(new URL('/settings/clients', base), form);
    const page = await this.#get(new URL('/settings', base));
    return /everthread-client-[A-Za-z0-9]{22}/.exec(page)[0];
  }

  async #get(url) {
    const answer = await fetch(url, { headers: { cookie: this.#cookie }, redirect: 'manual' });
    return await answer.text();
  }

  async #post(url, form) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { cookie: this.#cookie },
      body: form,
      redirect: 'manual',
    });
    return answer.headers.get('location');
  }
}

function field(page, name) {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)[1];
  return value.replaceAll('&#34;', '"').replaceAll('&amp;', '&');
}
