import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { toolCache, windows } from './project.mjs';

/** The npm package that carries a built VS Code server. Its own start script and command line are not used. */
const CODE_SERVER = '4.139.1';
/** That server calls `module.registerHooks`, which came with Node 22.15; an older Node gets this one beside it. */
const NODE = '24.21.0';

const folder = path.join(toolCache, 'server');
const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
const nodePackage = `node-${windows ? 'win' : process.platform}-${process.arch}`;

/** Dependencies of the server that only AI, dev containers, ssh and Windows' own services need. */
const UNUSED = [
  /^@github\/copilot-sdk$/,
  /^@microsoft\/mxc-sdk$/,
  /^@devcontainers\/cli$/,
  /^@vscode\/(sqlite3|sandbox-runtime|copilot-api|windows-.*|deviceid)$/,
  /^(kerberos|ssh2|zod|@xterm\/headless)$/,
];

/**
 * Native modules that a compiler would have to build, as JavaScript that does nothing: logging to files, watching the
 * parent process, and copying on macOS. (Each export stands alone: Node must see its name when an ES module imports it.)
 */
const STAND_INS: Record<string, string> = {
  '@vscode/spdlog': `
    const nothing = () => {};
    class Logger { getLevel() { return 2; } }
    for (const name of ['setLevel', 'setPattern', 'clearFormatters', 'flush', 'drop', 'trace', 'debug', 'info', 'warn', 'error', 'critical'])
      Logger.prototype[name] = nothing;
    exports.version = 0;
    exports.Logger = Logger;
    exports.setLevel = nothing;
    exports.setFlushOn = nothing;
    exports.createRotatingLogger = async () => new Logger();
    exports.createAsyncRotatingLogger = async () => new Logger();`,
  '@vscode/native-watchdog': `
    exports.start = () => {};
    exports.exit = (code) => process.exit(code ?? 0);`,
  '@vscode/fs-copyfile': `
    const fs = require('node:fs');
    exports.isCloneSupported = () => false;
    exports.copyFile = (from, to, mode) => fs.promises.copyFile(from, to, mode);
    exports.copyFileSync = fs.copyFileSync;`,
};

export interface ServerInstallation {
  /** The server's main script. */
  readonly main: string;
  /** The Node that runs it. */
  readonly node: string;
}

const runsServer = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 15);
};

/**
 * Installs packages with npm, without their install scripts: nothing is compiled and nothing else is downloaded.
 * @throws when npm fails, with its output
 */
export async function npmInstall(where: string, ...args: string[]): Promise<void> {
  await promisify(execFile)('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', ...args], {
    cwd: where,
    shell: windows,
    maxBuffer: 1 << 26,
  });
}

/** VS Code as a server, out of an npm package; installed in one go the first time, found the next times. */
export async function installServer(): Promise<ServerInstallation> {
  const node = runsServer()
    ? process.execPath
    : path.join(folder, 'node_modules', nodePackage, 'bin', windows ? 'node.exe' : 'node');
  const installation = { main: path.join(vscode, 'out/server-main.js'), node };
  const stamp = path.join(folder, `installed-${CODE_SERVER}`);
  if (existsSync(stamp) && existsSync(node)) return installation;

  console.log(`Installing VS Code as a server (npm package code-server ${CODE_SERVER}, about 170 MB) once ...`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
  await npmInstall(folder, `code-server@${CODE_SERVER}`, ...(runsServer() ? [] : [`${nodePackage}@${NODE}`]));
  await leaveOutUnused(path.join(vscode, 'package.json'));
  await npmInstall(vscode, '--omit=dev');
  for (const [name, code] of Object.entries(STAND_INS)) await putModule(path.join(vscode, 'node_modules', name), code);
  await writeFile(stamp, '');
  return installation;
}

async function leaveOutUnused(manifest: string): Promise<void> {
  const server = JSON.parse(await readFile(manifest, 'utf8')) as Record<
    'dependencies' | 'overrides',
    Record<string, unknown>
  >;
  const unused = (name: string) => name in STAND_INS || UNUSED.some((pattern) => pattern.test(name));
  server.dependencies = Object.fromEntries(Object.entries(server.dependencies).filter(([name]) => !unused(name)));
  server.overrides = {};
  await writeFile(manifest, JSON.stringify(server, null, 2));
}

async function putModule(where: string, code: string): Promise<void> {
  await mkdir(where, { recursive: true });
  await writeFile(path.join(where, 'package.json'), JSON.stringify({ version: '0.0.0', main: 'index.js' }));
  await writeFile(path.join(where, 'index.js'), code);
}
