import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * Imports point inward only:
 *   extension* -> activate -> editor -> host -> { corpus, review, formats } -> analysis -> util
 *   cli -> { corpus, review, formats } -> analysis -> util
 *   { host/node, cli } -> node: what both need of Node (files, locks)
 * A ring lists what its files may not import, and why.
 */
const VSCODE = {
  group: ['vscode'],
  message: 'Only extension*, activate, editor and host may import vscode: the rest also runs outside an editor.',
};
const NODE = {
  group: ['node:*', 'fs', 'path', 'worker_threads', 'os', 'child_process'],
  message: 'Only node, host/node, cli, training, bench and fuzz may use Node: the rest also runs in a browser.',
};
const outward = (ring, folders) => ({
  group: folders.flatMap((folder) => [`**/${folder}`, `**/${folder}/**`]),
  message: `Imports point inward only; ${ring} must not know ${folders.join(', ')} (see CONTRIBUTING.md).`,
});
const ring = (name, files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});
/** VS Code draws links that run commands in these, and the words may be a stranger's. */
const NOTICES = [
  'showInformationMessage',
  'showWarningMessage',
  'showErrorMessage',
  'showInputBox',
  'createInputBox',
  'setStatusBarMessage',
  'Notification', // of ProgressLocation
].map((property) => ({ property, message: 'Say it through host/notice.ts: there nothing becomes a link.' }));
const SURFACES = ['activate', 'editor', 'host', 'cli', 'extension', 'extension.browser'];

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', '.vscode-offline', '.vscode-test', 'media', 'models'] },
  js.configs.recommended,
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }] },
  },
  ring(
    'util',
    ['src/util/**'],
    VSCODE,
    NODE,
    outward('util', ['analysis', 'corpus', 'review', 'formats', ...SURFACES]),
  ),
  ring(
    'analysis',
    ['src/analysis/**'],
    VSCODE,
    NODE,
    outward('analysis', ['corpus', 'review', 'formats', ...SURFACES]),
  ),
  {
    files: ['src/analysis/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'Intl', 'performance'].map((name) => ({
          name,
          message:
            'The analysis has no clock, time zone or language of the machine: days are numbers (dates/calendar.ts).',
        })),
      ],
    },
  },
  ring('corpus', ['src/corpus/**'], VSCODE, NODE, outward('corpus', ['review', 'formats', ...SURFACES])),
  ring('review', ['src/review/**'], VSCODE, NODE, outward('review', ['corpus', 'formats', ...SURFACES])),
  ring('formats', ['src/formats/**'], VSCODE, NODE, outward('formats', ['corpus', ...SURFACES])),
  ring('host', ['src/host/**'], NODE, outward('host', ['activate', 'editor', 'cli', 'extension', 'extension.browser'])),
  ring('host/node', ['src/host/node/**'], outward('host/node', ['activate', 'editor', 'cli', 'extension'])),
  ring('editor', ['src/editor/**'], NODE, outward('editor', ['activate', 'cli', 'extension', 'extension.browser']), {
    group: ['./*', '!./shared', '!./shared/**'],
    message: 'Surfaces do not import each other; what two of them need stands in editor/shared.',
  }),
  ring(
    'editor/shared',
    ['src/editor/shared/**'],
    NODE,
    outward('editor/shared', ['activate', 'cli', 'extension', 'extension.browser']),
    { group: ['../*', '!../shared', '!../../*'], message: 'What surfaces share knows none of them.' },
  ),
  ring('editor/shared', ['src/editor/shared/**'], NODE, outward('editor/shared', ['activate', 'cli', 'extension'])),
  ring('node', ['src/node/**'], VSCODE, outward('node', ['analysis', 'corpus', 'formats', ...SURFACES])),
  ring('cli', ['src/cli/**'], VSCODE, outward('cli', ['activate', 'editor', 'host', 'extension', 'extension.browser'])),
  ring('worker', ['src/worker.ts'], VSCODE, NODE, outward('worker', ['formats', ...SURFACES])),
  ring('activate', ['src/activate.ts'], NODE, outward('activate', ['cli', 'extension', 'extension.browser'])),
  ring('extension', ['src/extension*.ts'], NODE, outward('extension', ['cli'])),
  { files: ['src/**'], ignores: ['src/host/notice.ts'], rules: { 'no-restricted-properties': ['error', ...NOTICES] } },
  { files: ['src/**', 'training/**', 'bench/**'], rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
