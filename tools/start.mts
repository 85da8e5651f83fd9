/**
 * `npm start`: opens seeds/ with the extension, in desktop VS Code when it is on the PATH, else in VS Code for the browser
 * (a server out of an npm package, on localhost, working on the real files).
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, windows } from './project.mjs';
import { startServer } from './server.mjs';

const USAGE = `npm start -- [--browser] [--port NUMBER] [--no-open]
  --browser   VS Code in the browser, even where there is a desktop one
  --port      where the browser finds it (default 3000; another one if that is taken)
  --no-open   print the address only`;

const seeds = path.join(root, 'seeds');
const article = path.join(seeds, '000_350761c0b39ce43b.txt');

function options() {
  try {
    const { values } = parseArgs({
      allowNegative: true,
      options: {
        browser: { type: 'boolean', default: false },
        port: { type: 'string', default: '3000' },
        open: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`not a port: ${values.port}`);
    return { ...values, port };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exit(2);
  }
}

const onPath = (command: string) => spawnSync(windows ? 'where' : 'which', [command]).status === 0;

/** Whether a desktop VS Code has opened. In a remote VS Code's own terminal, `code` cannot load an extension. */
function openDesktop(): boolean {
  const code = process.env.VSCODE_IPC_HOOK_CLI ? undefined : ['code', 'code-insiders', 'codium'].find(onPath);
  if (!code) return false;
  console.log(`Opening ${seeds} in ${code} ...`);
  const quote = (argument: string) => (windows ? `"${argument}"` : argument);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, seeds, article].map(quote);
  if (spawnSync(code, args, { stdio: 'inherit', shell: windows }).status === 0) return true;
  console.log(`${code} did not open; taking the browser instead.`);
  return false;
}

/** Opens an address where there is a browser to open it with; says nothing where there is none. */
function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : windows
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : [process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 'xdg-open' : ''];
  if (!command || !onPath(command)) return;
  const browser = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  browser.on('error', () => {});
  browser.unref();
}

async function serve(port: number, open: boolean): Promise<void> {
  const server = await startServer({ port });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const address = server.address({ folder: seeds, file: article });
  console.log(`VS Code with Hearsay is at\n\n  ${address}\n\nCtrl+C stops it.`);
  if (open) openInBrowser(address);
}

const { help, browser, open, port } = options();
if (help) {
  console.log(USAGE);
} else {
  execFileSync(process.execPath, [path.join(root, 'esbuild.mjs')], { stdio: 'inherit' });
  if (browser || !openDesktop()) await serve(port, open);
}
