import * as vscode from 'vscode';
import { workspaceReviewFolder } from '../../src/host/reviewFolder';
import { workspaceFiles } from '../../src/host/workspaceFiles';
import type { Platform, RunningWorker, WorkerListener, WorkerName, Workers } from '../../src/host/platform';
import { type Services, createServices } from '../../src/host/services';
import { serveAnalysis } from '../../src/worker';
import { workspaceUri } from './harness';

type Serve<Name extends WorkerName> = (port: {
  post(message: Workers[Name]['from']): void;
  listen(handler: (message: Workers[Name]['to']) => void): void;
}) => void;

type Servers = { readonly [Name in WorkerName]: Serve<Name> };

/** The network takes a worker of its own to be tried: here it never answers, unless a test says how. */
const SERVERS: Servers = { worker: serveAnalysis, network: () => {} };

function startHere<Name extends WorkerName>(
  serve: Serve<Name>,
  listener: WorkerListener<Workers[Name]['from']>,
): RunningWorker<Workers[Name]['to']> {
  let receive: (message: Workers[Name]['to']) => void = () => {};
  serve({
    post: (message) => void Promise.resolve().then(() => listener.onMessage(message)),
    listen: (handler) => (receive = handler),
  });
  return { post: (message) => void Promise.resolve().then(() => receive(message)), dispose() {} };
}

/** A platform whose workers run on this thread: the same in both hosts. */
const here = (servers: Servers): Platform => ({
  backgroundWorkers: 1,
  startWorker: (name, _extensionUri, listener) => startHere(servers[name], listener),
  files: workspaceFiles,
  reviewFolder: workspaceReviewFolder,
});

let made = 0;

/**
 * Services of the test's own, for what the editor does not tell about the extension's: the rows of a tree view cannot
 * be read through the API. They see the same documents and files.
 */
export function ownServices(storage = 'own', servers: Partial<Servers> = {}): Services & vscode.Disposable {
  const extension = vscode.extensions.getExtension('hearsay.hearsay')!;
  const { extensionUri } = extension;
  const storageUri = workspaceUri('.hearsay-test', storage);
  const memory = new Map<string, unknown>();
  const workspaceState: vscode.Memento = {
    keys: () => [...memory.keys()],
    get: <T>(key: string, otherwise?: T) => (memory.get(key) as T | undefined) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
  };
  const subscriptions: vscode.Disposable[] = [];
  const context = {
    extension,
    extensionUri,
    storageUri,
    workspaceState,
    subscriptions,
  } as unknown as vscode.ExtensionContext;
  // Two channels of one name are one, and it would end with these services.
  const services = createServices(context, here({ ...SERVERS, ...servers }), `Hearsay test ${++made}`);
  return { ...services, dispose: () => void vscode.Disposable.from(...subscriptions).dispose() };
}
