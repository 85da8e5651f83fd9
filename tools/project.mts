import { existsSync } from 'node:fs';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** What the tools fetch from npm by themselves: git ignores it, and it can be deleted at any time. */
export const toolCache = path.join(root, '.vscode-offline');

export const windows = process.platform === 'win32';

/** A fresh folder with its real path (macOS hands out a link), and the way to remove it. */
export async function temporaryFolder(name: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), `hearsay-${name}-`)));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A fresh copy of the seeds and of the tests' own workspace files, so that a test may change and add files. */
export async function temporaryWorkspace(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const workspace = await temporaryFolder('workspace');
  for (const source of ['seeds', 'test/fixtures/workspace'].map((folder) => path.join(root, folder)))
    if (existsSync(source)) await cp(source, workspace.folder, { recursive: true });
  return workspace;
}

/** The wished port if nobody listens there, else (and for 0) any free one. */
export function freePort(wished = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' && wished ? resolve(freePort()) : reject(error),
    );
    probe.listen(wished, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
