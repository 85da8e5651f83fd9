import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { root, temporaryFolder, windows } from './project.mjs';
import { QUIET } from './server.mjs';

const DOWNLOAD_HOST = 'https://update.code.visualstudio.com/api/releases/stable';
const SERVER = path.join(root, 'tools', windows ? 'launcher.cmd' : 'launcher.mjs');

interface Command {
  readonly executable: string;
  /** What comes before VS Code's own arguments. */
  readonly prefix: readonly string[];
}

/** The desktop VS Code; throws a sentence that says why there is none. */
async function desktopVsCode(): Promise<Command> {
  if (process.env.VSCODE_OFFLINE === '1') throw new Error('VSCODE_OFFLINE=1');
  await fetch(DOWNLOAD_HOST, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).catch(() => {
    throw new Error(`${new URL(DOWNLOAD_HOST).host} cannot be reached`);
  });
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display && !(await succeeds('which', ['xvfb-run']))) throw new Error('there is neither a display nor xvfb-run');
  const executable = await downloadAndUnzipVSCode({ version: process.env.VSCODE_VERSION ?? 'stable' });
  // As plain Node it needs the same shared libraries, but no display.
  if (!(await succeeds(executable, ['--eval', '0'], { ELECTRON_RUN_AS_NODE: '1' })))
    throw new Error('the downloaded VS Code does not start here (libraries are missing)');
  console.log(`VS Code: the desktop application, downloaded (${executable})`);
  return display ? { executable, prefix: [] } : { executable: 'xvfb-run', prefix: ['--auto-servernum', executable] };
}

const succeeds = (command: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  promisify(execFile)(command, args, { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );

async function chooseVsCode(): Promise<Command> {
  try {
    return await desktopVsCode();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`VS Code: a server build from npm in a headless browser, Node extension host; because ${reason}`);
    return { executable: SERVER, prefix: [] };
  }
}

/**
 * Runs a module's `run()` in the Node extension host, with the extension loaded: in the desktop VS Code that
 * @vscode/test-electron downloads, or, with VSCODE_OFFLINE=1 or where that cannot be had, in a VS Code server out of an
 * npm package with a headless browser. VSCODE_VERSION names the downloaded version (default `stable`).
 * @returns the exit code: 0 when `run()` went through
 */
export async function runInNodeHost(module: string, workspace: string): Promise<number> {
  const userData = await temporaryFolder('user');
  try {
    await mkdir(path.join(userData.folder, 'User'));
    await writeFile(path.join(userData.folder, 'User/settings.json'), JSON.stringify(QUIET));
    const { executable, prefix } = await chooseVsCode();
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: module,
      launchArgs: [...prefix, workspace, `--user-data-dir=${userData.folder}`],
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await userData.remove();
  }
}
