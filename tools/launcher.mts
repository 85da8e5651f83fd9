/**
 * Takes the arguments that @vscode/test-electron gives to VS Code's executable and runs the extension tests which they
 * name in the Node extension host of a VS Code server, opened in a headless browser.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Settings, startServer } from './server.mjs';
import { MARKING, runTestPage } from './testPage.mjs';

const { values, positionals } = parseArgs({
  strict: false, // VS Code's other switches mean nothing here
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});
const { extensionDevelopmentPath: extension, extensionTestsPath: tests, 'user-data-dir': userData } = values;
const [folder] = positionals;
if (typeof extension !== 'string' || typeof tests !== 'string' || !folder)
  throw new Error('usage: launcher FOLDER --extensionDevelopmentPath=... --extensionTestsPath=...');

const settingsFile = typeof userData === 'string' ? path.join(userData, 'User/settings.json') : undefined;
const settings =
  settingsFile && existsSync(settingsFile) ? (JSON.parse(await readFile(settingsFile, 'utf8')) as Settings) : {};

const server = await startServer({ settings, tests: true });
const marked = path.join(server.data, 'tests.cjs');
await writeFile(
  marked,
  `${MARKING}\nprocess.setSourceMapsEnabled(true);\nmodule.exports = require(${JSON.stringify(tests)});`,
);
const code = await runTestPage(server.address({ folder, extension, tests: marked }));
await server.stop();
process.exit(code);
