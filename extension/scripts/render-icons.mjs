/** Renders scripts/icon.svg to the manifest's PNGs with Chromium. Run after the drawing changes: `npm run icons`. */
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const SIZES = [16, 32, 48, 128];
const svg = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const target = new URL('../public/icon/', import.meta.url);
await mkdir(target, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: new URL(`${size}.png`, target).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
