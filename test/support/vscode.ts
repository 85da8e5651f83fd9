import Module from 'node:module';

/**
 * A stand-in for the module `vscode` in unit tests, for files that take nothing but words from it. Import it before
 * them. Messages come in English, with their arguments.
 */
export const vscodeStandIn = {
  l10n: {
    bundle: undefined,
    t: (message: string, ...values: (string | number)[]) =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  env: { language: 'en' },
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
