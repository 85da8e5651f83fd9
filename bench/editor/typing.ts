import * as vscode from 'vscode';
import { median, pause, quantile, report } from './report';
import { longestTasks } from './tasks';

/** What is typed, a character at a time, again and again in another paragraph. */
const TYPED = ' Angela Merkel told reporters that the talks had failed.';
const BETWEEN_KEYS = 60;
const ROUNDS = 5;

/**
 * Typing in an article of a megabyte that is open in an editor: how long a new name takes from its last key to its colour,
 * and how long the extension host's thread was held up by any one task meanwhile, ours or VS Code's own. For comparison the same
 * text in a file that is no article, where all of it is VS Code's own.
 */
export async function measureTyping(uri: vscode.Uri, plain: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  console.log(`Typing in a text of ${(document.getText().length / 1e6).toFixed(2)} million characters`);
  const other = await measureTasks(plain, () => Promise.resolve(0));
  report('longest task of the extension host when it is no article: VS Code’s own, median', median(other.tasks));
  report('  of all times', Math.max(...other.tasks));
  const found = await measureTasks(uri, (line, start) => coloured(document, line, start));
  report('from the last key to the new name’s colour, median (aim: 150 ms)', median(found.latencies));
  report('  the slowest', Math.max(...found.latencies));
  report('a name and then, half a second later, one key more to its colour, median', median(found.again));
  report(
    `longest task of the extension host while typing in an article, median of ${ROUNDS} times (aim: 16 ms)`,
    median(found.tasks),
  );
  report('  of all times', Math.max(...found.tasks));
  report('  99 % of its turns took less than', quantile(found.settling, 0.5));
  report('  and when nothing is done, on this machine now', found.idle);
}

interface Typed {
  readonly latencies: number[];
  /** From a key half a second later. */
  readonly again: number[];
  readonly tasks: number[];
  readonly settling: number[];
  readonly idle: number;
}

/** @param wait after the last key, until what was typed in that line is there: how long it took since the start */
async function measureTasks(uri: vscode.Uri, wait: (line: number, start: number) => Promise<number>): Promise<Typed> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const isArticle = uri.path.endsWith('.txt');
  while (isArticle && document.languageId !== 'article') await pause(10);
  if (isArticle) await tokensOf(document, new vscode.Range(0, 0, 60, 0));
  await pause(2_000);
  const typed: Typed = { latencies: [], again: [], tasks: [], settling: [], idle: (await longestTasks(() => pause(2_000))).longest }; // prettier-ignore
  for (let round = 0; round < ROUNDS; round++) {
    const line = Math.floor((document.lineCount * (round + 1)) / (ROUNDS + 2));
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    await pause(500);
    const type = (character: string) => editor.edit((edit) => edit.insert(document.lineAt(line).range.end, character), TOGETHER); // prettier-ignore
    const found = await longestTasks(async () => {
      for (const [i, character] of [...TYPED].entries()) {
        const start = performance.now();
        await type(character);
        if (i === TYPED.length - 1) typed.latencies.push(await wait(line, start));
        else await pause(Math.max(0, BETWEEN_KEYS - (performance.now() - start)));
      }
      await pause(500);
      const start = performance.now();
      await type(' ');
      typed.again.push(await wait(line, start));
      await pause(1_500); // the whole is read again
    });
    console.log(`  … ${round + 1} of ${ROUNDS}`); // who runs it hears that it goes on
    typed.tasks.push(found.longest);
    typed.settling.push(found.late);
  }
  return typed;
}

const TOGETHER = { undoStopBefore: false, undoStopAfter: false };

/** Waits until the tokens around a line hold the name that was typed at its end. */
async function coloured(document: vscode.TextDocument, line: number, start: number): Promise<number> {
  const range = new vscode.Range(line, 0, line + 1, 0);
  const at = document.lineAt(line).text.lastIndexOf('Angela Merkel');
  for (;;) {
    const data = await tokensOf(document, range);
    let [l, column] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      column = data[i] ? data[i + 1] : column + data[i + 1];
      l += data[i];
      if (l === line && column === at) return performance.now() - start;
    }
    if (performance.now() - start > 20_000) throw new Error('the name that was typed is not coloured');
    await pause(1);
  }
}

async function tokensOf(document: vscode.TextDocument, range: vscode.Range): Promise<Uint32Array> {
  const found = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
    'vscode.provideDocumentRangeSemanticTokens',
    document.uri,
    range,
  );
  return found?.data ?? new Uint32Array(0);
}
