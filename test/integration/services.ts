import * as vscode from 'vscode';
import type { Platform } from '../../src/host/platform';
import { type Services, createServices } from '../../src/host/services';
import { type FromWorker, type ToWorker, serveAnalysis } from '../../src/worker';

/** A platform whose worker runs on this thread: the same in both hosts. */
const here: Platform = {
  startWorker(_extensionUri, listener) {
    let receive: (message: ToWorker) => void = () => {};
    serveAnalysis({
      post: (message: FromWorker) => void Promise.resolve().then(() => listener.onMessage(message)),
      listen: (handler) => (receive = handler),
    });
    return { post: (message) => void Promise.resolve().then(() => receive(message)), dispose() {} };
  },
  readHead: async (uri, bytes) => (await vscode.workspace.fs.readFile(uri)).subarray(0, bytes),
};

/**
 * Services of the test's own, for what the editor does not tell about the extension's: the rows of a tree view cannot
 * be read through the API. They see the same documents and files.
 */
export function ownServices(): Services & vscode.Disposable {
  const { extensionUri } = vscode.extensions.getExtension('hearsay.hearsay')!;
  const memory = new Map<string, unknown>();
  const workspaceState: vscode.Memento = {
    keys: () => [...memory.keys()],
    get: <T>(key: string, otherwise?: T) => (memory.get(key) as T | undefined) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
  };
  const subscriptions: vscode.Disposable[] = [];
  const context = { extensionUri, workspaceState, subscriptions } as unknown as vscode.ExtensionContext;
  const services = createServices(context, here);
  return { ...services, dispose: () => void vscode.Disposable.from(...subscriptions).dispose() };
}
