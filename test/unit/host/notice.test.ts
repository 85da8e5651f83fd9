import { vscodeStandIn } from '../../support/vscode';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint, Linter } from 'eslint';
import type { notice as Notice } from '../../../src/host/notice';

const root = path.join(__dirname, '../../..');
const HOSTILE = JSON.parse(
  readFileSync(path.join(root, 'test/fixtures/regressions/notices.json'), 'utf8'),
) as readonly {
  readonly what: string;
  readonly text: string;
  readonly shown: string;
}[];

/** Everything that VS Code was given to show, in any place. */
function shownBy(run: (notice: typeof Notice) => unknown): string[] {
  const shown: string[] = [];
  const collect = (...values: unknown[]): undefined => {
    for (const value of values) {
      if (typeof value === 'string') shown.push(value);
      else if (typeof value === 'function') collect((value as (typed: string) => unknown)('typed'));
      else if (typeof value === 'object' && value) collect(...(Object.values(value) as unknown[]));
    }
  };
  Object.assign(vscodeStandIn, {
    window: {
      ...vscodeStandIn.window,
      showInformationMessage: collect,
      showWarningMessage: collect,
      showErrorMessage: collect,
      showInputBox: collect,
      setStatusBarMessage: collect,
      withProgress: (options: unknown, task: (progress: { report: typeof collect }) => unknown) => {
        collect(options);
        task({ report: collect });
      },
    },
  });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the stand-in comes first
  run((require('../../../src/host/notice') as { notice: typeof Notice }).notice);
  return shown;
}

const WAYS: Readonly<Record<string, (notice: typeof Notice, text: string) => unknown>> = {
  'an information': (notice, text) => notice.information(text),
  'a warning': (notice, text) => notice.warning(text),
  'an error': (notice, text) => notice.error(text),
  'a question': (notice, text) => notice.question(text, []),
  'the detail of a question': (notice, text) => notice.question('', [text]),
  'the title of a progress': (notice, text) => notice.progress(text, () => Promise.resolve()),
  'the message of a progress': (notice, text) =>
    notice.progress('', (progress) => Promise.resolve(progress.report({ message: text }))),
  'the status bar': (notice, text) => notice.status(text),
  'the title of an input box': (notice, title) => notice.input({ title }),
  'the prompt of an input box': (notice, prompt) => notice.input({ prompt }),
  'the placeholder of an input box': (notice, placeHolder) => notice.input({ placeHolder }),
  'what is wrong in an input box': (notice, text) => notice.input({ validateInput: () => text }),
};

describe('notices', () => {
  for (const [way, say] of Object.entries(WAYS)) {
    it(`${way} holds the words, and no link`, () => {
      for (const { text, shown } of HOSTILE) {
        const all = shownBy((notice) => say(notice, text));
        assert.ok(all.some((each) => each.replaceAll('\u200b', '') === shown), all.join('\n')); // prettier-ignore
        for (const each of all) assert.doesNotMatch(each, /\]\(|\$\(/);
      }
    });
  }

  it('are cut where they are too long, a question’s files one a line', () => {
    const [long] = shownBy((notice) => notice.error('word '.repeat(1000)));
    assert.ok(long.length <= 1000 && long.endsWith('…'));
    assert.ok(shownBy((notice) => notice.question('?', ['a\nb', 'c'])).includes('a b\nc'));
  });

  const FORBIDDEN = [
    'vscode.window.showInformationMessage(x)',
    'vscode.window.showWarningMessage(x)',
    'vscode.window.showErrorMessage(x)',
    'vscode.window.showInputBox({ prompt: x })',
    'vscode.window.createInputBox()',
    'vscode.window.setStatusBarMessage(x)',
    'vscode.window.withProgress({ location: vscode.ProgressLocation.Notification }, x)',
    'const { showErrorMessage } = vscode.window',
  ];
  it('ESLint forbids every other way', async function () {
    this.timeout(60_000);
    const eslint = new ESLint({ cwd: root });
    const problems = async (file: string, code: string) => {
      const { rules } = (await eslint.calculateConfigForFile(file)) as Required<Linter.Config>;
      const rule = rules['no-restricted-properties'];
      return new Linter().verify(code, rule ? { rules: { 'no-restricted-properties': rule } } : {}).length;
    };
    for (const code of FORBIDDEN) {
      for (const file of ['src/editor/export.ts', 'src/host/reviews.ts', 'src/editor/shared/reviewDesk.ts'])
        assert.equal(await problems(file, code), 1, `${file}: ${code}`);
      assert.equal(await problems('src/host/notice.ts', code), 0, code);
    }
    assert.equal(await problems('src/editor/export.ts', 'notice.error(x)'), 0);
  });
});
