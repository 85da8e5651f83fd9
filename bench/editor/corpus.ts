import * as vscode from 'vscode';
import type { IndexEntry } from '../../src/corpus/segment';
import { ArticlesProvider } from '../../src/editor/articlesTree';
import { AnalysisWorkers } from '../../src/host/analysisWorkers';
import { CorpusStore, LARGEST_SEGMENT, analysisVersion } from '../../src/host/corpusStore';
import { DigestPool } from '../../src/host/digestPool';
import { nodePlatform } from '../../src/host/node/platform';
import { type Services, createServices } from '../../src/host/services';
import { median, pause, quantile, report, timed } from './report';

/** Articles in the kept index of the second start. */
const KEPT = 10_000;
/** Rows of the side bar that are drawn at once. */
const DRAWN = 200;

/**
 * Goes to article after article, each not open before, and waits for its tokens. For comparison the same with texts that are no
 * articles, whose language is changed as an article's is and which get a token from a provider that does nothing: that share is
 * VS Code's own.
 */
export async function measureSwitching(uris: readonly vscode.Uri[], plain: readonly vscode.Uri[]): Promise<void> {
  const legend = new vscode.SemanticTokensLegend(['variable']);
  const one = new vscode.SemanticTokens(Uint32Array.from([0, 0, 1, 0, 0]));
  const provider = vscode.languages.registerDocumentSemanticTokensProvider(
    OTHER_LANGUAGE,
    { provideDocumentSemanticTokens: () => one },
    legend,
  );
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    const isOne = plain.some((uri) => uri.toString() === document.uri.toString());
    if (isOne && document.languageId !== OTHER_LANGUAGE) void vscode.languages.setTextDocumentLanguage(document, OTHER_LANGUAGE); // prettier-ignore
  });
  console.log(`${uris.length} steps from article to article`);
  const own = await goThrough(plain, OTHER_LANGUAGE);
  vscode.Disposable.from(provider, opened).dispose();
  report('VS Code alone: from a text on screen to another language and a token, median', median(own.tokens));
  report('  95 % in', quantile(own.tokens, 0.95));
  const found = await goThrough(uris, 'article');
  report('from the article on screen to its tokens, median (aim: 50 ms)', median(found.tokens));
  report('  95 % in', quantile(found.tokens, 0.95));
  report('with VS Code’s own opening of it, median', median(found.whole));
  report('  the same in VS Code alone, median', median(own.whole));
}

const OTHER_LANGUAGE = 'ini';

async function goThrough(
  uris: readonly vscode.Uri[],
  language: string,
): Promise<{ readonly whole: number[]; readonly tokens: number[] }> {
  const [whole, tokens]: number[][] = [[], []];
  for (const uri of uris) {
    const start = performance.now();
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const shown = performance.now();
    while (document.languageId !== language) await pause(1);
    await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', uri);
    tokens.push(performance.now() - shown);
    whole.push(performance.now() - start);
  }
  return { whole, tokens };
}

/** A second start: what was kept of ten thousand articles, loaded until the side bar has its first rows. */
export async function measureSecondStart(
  extension: vscode.Extension<unknown>,
  storage: vscode.Uri,
  texts: readonly Uint8Array[],
): Promise<void> {
  // prettier-ignore
  const folder = vscode.workspace.workspaceFolders![0].uri;
  const pool = new DigestPool(new AnalysisWorkers(nodePlatform, extension.extensionUri), {
    digest: () => undefined,
    logFailures: () => {},
  });
  const digests = await Promise.all(texts.map((text) => pool.digest(text)));
  pool.dispose();
  const { version } = extension.packageJSON as { version: string };
  const log = vscode.window.createOutputChannel('Hearsay bench', { log: true });
  const store = new CorpusStore(vscode.Uri.joinPath(storage, 'corpus'), await analysisVersion(extension.extensionUri, version), log); // prettier-ignore
  const entries = Array.from({ length: KEPT }, (_, i): IndexEntry => {
    const uri = vscode.Uri.joinPath(folder, 'kept', String(i >> 8), `article-${i}.txt`);
    return { uri: uri.toString(), stamp: { mtime: 1_700_000_000_000 + i, size: 4_000 }, hash: i, digest: digests[i % digests.length] }; // prettier-ignore
  });
  for (const entry of entries) {
    store.add(entry);
    if (store.waiting === LARGEST_SEGMENT || entry === entries.at(-1)) await store.write({ count: entries.length, all: () => entries }); // prettier-ignore
  }
  const times: number[] = [];
  for (let round = 0; round < 3; round++) times.push(await startOnce(extension, storage));
  report(`second start: ${KEPT.toLocaleString('en')} kept articles to a filled side bar, median (aim: 1000 ms)`, median(times)); // prettier-ignore
  log.dispose();
}

async function startOnce(extension: vscode.Extension<unknown>, storageUri: vscode.Uri): Promise<number> {
  const subscriptions: vscode.Disposable[] = [];
  const workspaceState = { keys: () => [], get: <T>(_: string, otherwise?: T) => otherwise, update: async () => {} };
  const context = { extension, extensionUri: extension.extensionUri, storageUri, workspaceState, subscriptions };
  let provider: ArticlesProvider | undefined;
  const time = await timed(async () => {
    const services: Services = createServices(context as unknown as vscode.ExtensionContext, nodePlatform, 'Hearsay bench'); // prettier-ignore
    provider = new ArticlesProvider(services);
    const rows = await provider.getChildren();
    if (rows.length < DRAWN) throw new Error(`the side bar has ${rows.length} rows`);
    for (const row of rows) provider.getTreeItem(row);
  });
  provider?.dispose();
  vscode.Disposable.from(...subscriptions).dispose();
  return time;
}
