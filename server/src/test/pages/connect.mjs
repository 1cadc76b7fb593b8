// What people do on the Connect page.

import assert from 'node:assert/strict';

import { openWindow } from './house.mjs';

export const connectActions = {
  async 'a key is made for a client, tested, and not shown again'(page) {
    await page.goto('/connect?client=vs-code');
    await page.getByRole('button', { name: 'Make a key for VS Code' }).click();
    await page.getByText('Bearer et_9fQ2').waitFor();
    await page.getByRole('button', { name: 'Test this connection' }).click();
    await page.getByText('14 tools are ready.').waitFor();
    await page.goto('/connect?client=vs-code');
    assert.equal(await page.getByText('et_9fQ2hY').count(), 0);
  },
  async 'what a client does is drawn as it happens, and what was unfolded stays so'(page, house, browser) {
    await page.goto('/connect');
    const rows = page.locator('#attempts details');
    const count = await rows.count();
    await rows.last().locator('summary').click();
    assert.equal(await rows.last().evaluate((one) => one.open), true);
    assert.equal(await page.locator('#attempts').getByText('Your turn').count(), 0);

    const asking = await openWindow(browser, house.furnished);
    await asking.page.goto('/authorize?client_id=claude');
    await asking.close();

    await page.locator('#attempts').getByText('Your turn').waitFor();
    assert.equal(await rows.count(), count);
    assert.equal(await rows.last().evaluate((one) => one.open), true);
    assert.equal(await rows.last().locator('.attempt-name').textContent(), '<b>Cursor</b>');
    assert.equal(await page.locator('#attempts b').count(), 0);
  },
  async 'the whole sign-in is tested at a click, and says what to mend'(page) {
    await page.goto('/connect?client=chatgpt');
    await page.getByRole('button', { name: 'Test the whole sign-in' }).click();
    await page.getByText('Check the address and the port, and that Everthread runs there.').waitFor();
    await page.getByRole('button', { name: 'Test the sign-in again' }).waitFor();
  },
  async 'the list of browsers is drawn anew when one was paired'(page) {
    await page.goto('/connect');
    const drawn = page.waitForResponse((response) => response.url().endsWith('/connect') && response.request().headers()['hx-request'] === 'true');
    await page.locator('[data-everthread-pairing]').evaluate((area) => area.dispatchEvent(new CustomEvent('everthread:paired', { bubbles: true })));
    await drawn;
    await page.locator('#browsers li').first().waitFor();
  },
};

/** The same as plain forms, without script. */
export const connectForms = {
  async 'the whole sign-in is tested by a form'(page) {
    await page.goto('/connect?client=chatgpt');
    await page.getByRole('button', { name: 'Test the whole sign-in' }).click();
    await page.getByText('Nothing could be reached at memory.example.org.').waitFor();
  },
};
