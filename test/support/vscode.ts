import Module from 'node:module';

const listen = () => ({ dispose: () => {} });

/**
 * A stand-in for the module `vscode` in unit tests, for files that take little but words from it: nothing is open, and nothing
 * happens. Import it before them. Messages come in English, with their arguments.
 */
export const vscodeStandIn = {
  EventEmitter: class {
    event = listen;
    fire(): void {}
    dispose(): void {}
  },
  workspace: {
    textDocuments: [],
    onDidChangeTextDocument: listen,
    onDidSaveTextDocument: listen,
    onDidRenameFiles: listen,
  },
  window: { onDidChangeActiveTextEditor: listen, onDidChangeWindowState: listen },
  extensions: { getExtension: () => undefined },
  l10n: {
    bundle: undefined,
    t: (message: string, ...values: (string | number)[]) =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  env: { language: 'en' },
  ProgressLocation: { Notification: 15 },
  CancellationError: class extends Error {},
  MarkdownString: class {
    isTrusted: unknown;
    supportHtml: unknown;
    constructor(readonly value: string) {}
  },
};

const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? vscodeStandIn : load(request, ...rest));
