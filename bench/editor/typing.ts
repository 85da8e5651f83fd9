import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { median, pause, quantile, report } from './report';

/** What is typed, a character at a time, again and again in another paragraph. */
const TYPED = ' Angela Merkel told reporters that the talks had failed.';
const BETWEEN_KEYS = 60;
const ROUNDS = 12;

/**
 * Typing in an article of a megabyte that is open in an editor: how long a new name takes from its last key to its colour,
 * and how long the extension host's thread was held up by any one task meanwhile, ours or VS Code's own.
 */
export async function measureTyping(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const length = document.getText().length;
  while (document.languageId !== 'article') await pause(10);
  await tokensOf(document, new vscode.Range(0, 0, 60, 0));
  await pause(2_000);
  const idle = await longestTasks(async () => pause(2_000));
  const latencies: number[] = [];
  const settling: number[] = [];
  const tasks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const line = Math.floor((document.lineCount * (round + 1)) / (ROUNDS + 2));
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    await pause(500);
    const found = await longestTasks(async () => {
      for (const [i, character] of [...TYPED].entries()) {
        const start = performance.now();
        await editor.edit((edit) => edit.insert(document.lineAt(line).range.end, character), TOGETHER);
        if (i === TYPED.length - 1) latencies.push(await coloured(document, line, start));
        else await pause(Math.max(0, BETWEEN_KEYS - (performance.now() - start)));
      }
      await pause(1_500); // the whole is read again
    });
    tasks.push(found.longest);
    settling.push(found.late);
  }
  console.log(`Typing in an article of ${(length / 1e6).toFixed(2)} million characters`);
  report('from the last key to the new name’s colour, median (aim: 150 ms)', median(latencies));
  report('  the slowest', Math.max(...latencies));
  report(`longest task of the extension host while typing, median of ${ROUNDS} times (aim: 16 ms)`, median(tasks));
  report('  of all times', Math.max(...tasks));
  report('  99 % of its turns took less than', quantile(settling, 0.5));
  report('  and when nothing is done, on this machine now', idle.longest);
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

/**
 * The longest turn of this thread's event loop in an action, and the one that 99 % stay below, in milliseconds of processor time:
 * what else the machine does does not count. Where the system does not tell a thread's time, by the clock.
 */
async function longestTasks(action: () => Promise<unknown>): Promise<{ longest: number; late: number }> {
  const turns: number[] = [];
  let last = threadTime();
  const timer = setInterval(() => {
    const now = threadTime();
    turns.push(now - last);
    last = now;
  }, 1);
  await action();
  clearInterval(timer);
  return { longest: Math.max(...turns), late: quantile(turns, 0.99) };
}

function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
