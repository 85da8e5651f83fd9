/** Draws media/icon.png, the extension's icon on the Marketplace, from media/icon.svg. Run after changing the drawing. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from './browser.mjs';
import { root } from './project.mjs';

const SIZE = 256;

const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  const svg = await readFile(path.join(root, 'media/icon.svg'), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await writeFile(path.join(root, 'media/icon.png'), await page.screenshot({ omitBackground: true }));
} finally {
  await browser.close();
}
