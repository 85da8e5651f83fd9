/**
 * Runs inside VS Code's Node extension host, where `npm run bench` sends it, and prints what the person waits for. The
 * workspace is a copy of the seeds; nothing is open at the start.
 */
import * as vscode from 'vscode';
import { measureSecondStart, measureSwitching } from './corpus';
import { measureFirstIndex } from './firstIndex';
import { median, report, timed } from './report';
import { measureTyping } from './typing';

const SEED = '000_350761c0b39ce43b.txt';
const ROUNDS = 15;

/** BENCH_PART says one of these that is to be measured alone; without it all but `index`, which has another workspace. */
const PARTS: Readonly<Record<string, (extension: vscode.Extension<unknown>, folder: vscode.Uri) => Promise<void>>> = {
  one: measureOne,
  switching: async (_, folder) => {
    const { many, plain } = await articlesIn(folder);
    await measureSwitching(many, plain);
  },
  start: async (extension, folder) => {
    const { many } = await articlesIn(folder);
    const texts = await Promise.all(many.map((uri) => vscode.workspace.fs.readFile(uri)));
    await measureSecondStart(extension, vscode.Uri.joinPath(folder, '.bench'), texts);
  },
  typing: (_, folder) =>
    measureTyping(vscode.Uri.joinPath(folder, 'long.txt'), vscode.Uri.joinPath(folder, 'long.log')),
  index: (extension, folder) =>
    measureFirstIndex(extension, vscode.Uri.joinPath(folder, '.first'), vscode.Uri.joinPath(folder, 'index')),
};

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('hearsay.hearsay')!;
  const folder = vscode.workspace.workspaceFolders![0].uri;
  const part = process.env['BENCH_PART'] || undefined;
  for (const [name, measure] of Object.entries(PARTS))
    if (part ? name === part : name !== 'index') await measure(extension, folder);
}

/** A hundred articles, and the same texts as files that are none. */
async function articlesIn(folder: vscode.Uri): Promise<{ many: vscode.Uri[]; plain: vscode.Uri[] }> {
  const names = (await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(folder, 'many'))).map(([name]) => name);
  return {
    many: names.map((name) => vscode.Uri.joinPath(folder, 'many', name)),
    plain: names.map((name) => vscode.Uri.joinPath(folder, 'plain', name.replace('.txt', '.log'))),
  };
}

/** One article: activation, opening, hover, a keystroke and memory. */
async function measureOne(extension: vscode.Extension<unknown>, folder: vscode.Uri): Promise<void> {
  const before = process.memoryUsage().rss;

  await extension.activate(); // at once when VS Code had reason to do so before
  report('activation, our own time', performance.getEntriesByName('hearsay.activate')[0].duration);
  report('  before it, reading and running the bundle', bundleTime(extension.extensionPath));

  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, SEED)));
  const cold = await openingTime(folder, 'cold.txt', text);
  report('opening the first article to its tokens (worker and models start)', cold);
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const uri = vscode.Uri.joinPath(folder, `plain${round}.log`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    plain.push(await timed(async () => vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri))));
  }
  report(`opening a text that is not looked at, median of ${ROUNDS}`, median(plain));
  const openings: number[] = [];
  for (let round = 0; round < ROUNDS; round++) openings.push(await openingTime(folder, `warm${round}.txt`, text));
  report(`opening an article to its tokens, median of ${ROUNDS}`, median(openings));

  const { document } = vscode.window.activeTextEditor!;
  const putin = document.positionAt(text.indexOf('Putin') + 1);
  const hovers: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    hovers.push(await timed(() => vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, putin)));
  }
  report(`hover on a name, median of ${ROUNDS}`, median(hovers));

  const edits: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().length), 'x');
    await vscode.workspace.applyEdit(edit);
    edits.push(await timed(() => tokens(document)));
  }
  report(`tokens after a keystroke, median of ${ROUNDS}`, median(edits));
  await vscode.workspace.saveAll(false);
  const grown = (process.memoryUsage().rss - before) / 1e6;
  console.log(`  ${'memory of the extension host, worker and models included'.padEnd(72)} +${grown.toFixed(0)} MB`);
}

/** From the request to open a file, its language still unknown, to the tokens of the article that it is. */
async function openingTime(folder: vscode.Uri, name: string, text: string): Promise<number> {
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return timed(async () => {
    const opened = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(opened);
    while (opened.languageId !== 'article') await new Promise((resolve) => setTimeout(resolve, 1));
    await tokens(opened);
  });
}

async function tokens(document: vscode.TextDocument): Promise<void> {
  const found = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
    'vscode.provideDocumentSemanticTokens',
    document.uri,
  );
  if (!found?.data.length) throw new Error(`${document.uri.path} has no semantic tokens.`);
}

/** What the extension's code costs at its start: its bundle is read, compiled and run once more. */
function bundleTime(extensionPath: string): number {
  const file = `${extensionPath}/dist/extension.js`;
  delete require.cache[file];
  const start = performance.now();
  require(file); // eslint-disable-line @typescript-eslint/no-require-imports -- loaded as VS Code loads it
  return performance.now() - start;
}
