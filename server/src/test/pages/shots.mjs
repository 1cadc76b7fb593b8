// Takes a picture of every state. Usage: node shots.mjs FOLDER [part of a name]

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { openWindow, startBrowser, startHouse } from './house.mjs';
import { states } from './states.mjs';

const [folder = 'shots', part = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const house = await startHouse(process.env.EVERTHREAD_TEST_CLASSPATH);
const browser = await startBrowser();
try {
  for (const width of [1280, 390]) {
    for (const theme of ['light', 'dark']) {
      for (const state of states(house).filter((one) => one.name.includes(part))) {
        if (state.wide && width < 900) continue;
        const place = house[state.house ?? (state.empty ? 'empty' : 'furnished')];
        const window = await openWindow(browser, place, { width, height: width < 500 ? 844 : 900, theme, signedIn: state.signedIn ?? true });
        await window.page.goto(state.path);
        await state.then?.(window.page);
        await window.page.evaluate(() => document.fonts.ready);
        await window.page.screenshot({ path: join(folder, `${state.name}-${width}-${theme}.png`), fullPage: width > 500 });
        for (const complaint of window.complaints) console.log(`${state.name} ${width} ${theme}: ${complaint}`);
        await window.close();
      }
    }
  }
} finally {
  await browser.close();
  house.stop();
}
