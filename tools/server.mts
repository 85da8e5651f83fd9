import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, root, temporaryFolder, windows } from './project.mjs';
import { installServer } from './serverInstall.mjs';

export type Settings = Readonly<Record<string, unknown>>;

/** A quiet editor: no chat, no welcome, no offers, nothing that asks the network. */
export const QUIET: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'hearsay.engine': 'fast', // one answer an article; test/e2e/engines.test.ts asks for the accurate one
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export interface ServerOptions {
  /** The user's settings on top of the quiet ones. */
  readonly settings?: Settings;
  /** The port to listen on, if it is free. */
  readonly port?: number;
  /** A folder that holds the installed extensions; a fresh one that holds a link to this repository when missing. */
  readonly extensions?: string;
  /** Whether the page may be given extension tests to run; notifications are not shown then. */
  readonly tests?: boolean;
}

export interface PageOptions {
  /** A folder, or a file `.code-workspace` that names several. */
  readonly folder: string;
  /** A file to open in an editor. */
  readonly file?: string;
  /** An extension to load from its folder; only for a server that was started for tests. */
  readonly extension?: string;
  /** Extension tests to run; only for a server that was started for tests. */
  readonly tests?: string;
}

export interface Server {
  /** `127.0.0.1:PORT`. */
  readonly authority: string;
  /** A folder of the server's own, removed when it stops. */
  readonly data: string;
  /** The address of a page on a folder; all paths are absolute. */
  address(open: PageOptions): string;
  /** What the server has printed so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts a VS Code server on localhost; only who knows its token can use it.
 * @throws when it ends before it listens, with what it printed
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { main, node } = await installServer();
  const { folder: data, remove } = await temporaryFolder('server');
  await mkdir(path.join(data, 'data/User'), { recursive: true });
  await writeFile(path.join(data, 'data/User/settings.json'), JSON.stringify({ ...QUIET, ...options.settings }));
  const extensions = options.extensions ?? path.join(data, 'extensions');
  if (!options.extensions && !options.tests) await linkExtension(extensions);

  const token = randomUUID();
  const port = await freePort(options.port);
  const authority = `127.0.0.1:${port}`;
  const server = spawn(
    node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
      ...['--server-data-dir', data, '--extensions-dir', extensions],
      ...['--accept-server-license-terms', '--disable-workspace-trust', '--telemetry-level', 'off'],
      ...(options.tests ? ['--enable-smoke-test-driver'] : []),
    ],
    // What it leaves behind goes into the folder that is removed. It leads a process group (not on Windows), so that its
    // extension hosts can be ended with it: they would go on writing there.
    {
      detached: !windows,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', TMPDIR: data, XDG_RUNTIME_DIR: data },
    },
  );
  const kill = () => killGroup(server);
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      server.kill();
      const late = setTimeout(kill, 3000);
      await ended;
      clearTimeout(late);
    }
    kill();
    await remove();
  };

  let log = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes('Extension host agent listening')) resolve();
      };
      server.stdout.on('data', read);
      server.stderr.on('data', read);
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code}:\n${log}`)));
    });
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    authority,
    data,
    stop,
    log: () => log,
    address({ folder, file, extension, tests }) {
      const remote = (file: string) => `vscode-remote://${authority}${urlPath(file)}`;
      const payload = [
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
        ...(file ? [['openFile', remote(file)]] : []),
        ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
        ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
      ];
      const what = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
      const query = new URLSearchParams({ tkn: token, [what]: urlPath(folder), payload: JSON.stringify(payload) });
      return `http://${authority}/?${query.toString()}`;
    },
  };
}

/** Installs a packed extension into a folder of extensions. */
export async function installVsix(vsix: string, extensions: string): Promise<void> {
  const { main, node } = await installServer();
  const { folder: data, remove } = await temporaryFolder('install');
  const flags = ['--accept-server-license-terms', '--server-data-dir', data, '--extensions-dir', extensions];
  await promisify(execFile)(node, [main, ...flags, '--install-extension', vsix]);
  await remove();
}

/** VS Code takes a folder of extensions as it finds it as long as it keeps no list of them there. */
async function linkExtension(extensions: string): Promise<void> {
  await mkdir(extensions, { recursive: true });
  await symlink(root, path.join(extensions, 'hearsay.hearsay-0.0.0'), 'junction');
}

function killGroup(leader: ChildProcess): void {
  if (windows) leader.kill('SIGKILL');
  else if (leader.pid) {
    try {
      process.kill(-leader.pid, 'SIGKILL');
    } catch {
      // nobody is left of the group
    }
  }
}

/** `C:\news` becomes `/C:/news`. */
const urlPath = (file: string) => (windows ? `/${file.replaceAll('\\', '/')}` : file);
