import * as vscode from 'vscode';
import type { AnnotatedArticle } from '../formats/annotated';
import { FORMATS, type Format, type FormatId, formatOf } from '../formats/formats';
import { type Loss, lossesOf, together } from '../formats/losses';
import { modelName } from '../formats/provenance';
import { annotatedArticle } from '../formats/reviewed';
import { type ArticleView, isArticle } from '../host/articles';
import type { Services } from '../host/services';
import { COMMANDS, isExportArgument } from './shared/commands';
import { formatName, lostWords } from './shared/formatWords';
import { knownArticles } from './shared/knownArticles';
import { articleLabel } from './shared/rowWords';

/** What to export, and where to: a file, or a folder when there are files for each of several articles. */
interface Order {
  readonly format: Format;
  readonly articles: readonly vscode.Uri[];
  readonly place: vscode.Uri;
}

/** Export…: articles as files for other tools. Asks for format, articles and place; says what the format leaves out. */
export function registerExport(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.export, async (argument?: unknown) => {
    try {
      const order = isExportArgument(argument) ? given(argument) : await ask(services);
      if (order) await exportArticles(services, order);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('Nothing was exported: {0}', reason));
    }
  });
}

function given(argument: { format: string; articles: readonly string[]; place: string }): Order | undefined {
  const format = formatOf(argument.format);
  const articles = argument.articles.map((each) => vscode.Uri.parse(each));
  return format && { format, articles, place: vscode.Uri.parse(argument.place) };
}

async function ask(services: Services): Promise<Order | undefined> {
  const format = await askFormat();
  const articles = format && (await askArticles(services));
  const place = articles && (await askPlace(format, articles));
  return place && { format, articles, place };
}

async function askFormat(): Promise<Format | undefined> {
  const items = (FORMATS as readonly Format[]).map((format) => ({
    label: formatName(format.id as FormatId),
    description: format.extensions.join(', '),
    detail: format.loses.length
      ? vscode.l10n.t('No place for: {0}', format.loses.map(lostWords).join('; '))
      : vscode.l10n.t('Holds everything'),
    format,
  }));
  const options = { title: vscode.l10n.t('Export'), placeHolder: vscode.l10n.t('In which format?'), matchOnDescription: true }; // prettier-ignore
  return (await vscode.window.showQuickPick(items, options))?.format;
}

/** The one in front, or all of the workspace; not asked when there is but one answer. */
async function askArticles(services: Services): Promise<readonly vscode.Uri[] | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const front = document && isArticle(document) ? document.uri : undefined;
  const all = (await knownArticles(services)).map(({ uri }) => uri);
  if (!all.length && !front) throw new Error(vscode.l10n.t('there is no article in this workspace.'));
  if (!front) return all;
  const view = services.articles.latest(document!);
  const items = [
    {
      label: vscode.l10n.t('This Article'),
      description: view && articleLabel(view.analysis.header, front),
      articles: [front],
    },
    { label: vscode.l10n.t('All Articles'), description: String(all.length), articles: all },
  ];
  if (all.length <= 1) return [front];
  const options = { title: vscode.l10n.t('Export'), placeHolder: vscode.l10n.t('Which articles?') };
  return (await vscode.window.showQuickPick(items, options))?.articles;
}

async function askPlace(format: Format, articles: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const [extension] = format.extensions;
  const title = vscode.l10n.t('Export as {0}', formatName(format.id as FormatId));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (articles.length > 1 && format.head === undefined) {
    const openLabel = vscode.l10n.t('Export into This Folder');
    const options = { title, openLabel, canSelectFiles: false, canSelectFolders: true, defaultUri: folder };
    return (await vscode.window.showOpenDialog(options))?.[0];
  }
  const [article] = articles;
  const isFile = article.scheme !== 'untitled';
  const name = articles.length > 1 ? 'hearsay' : stemOf(article);
  const beside = articles.length > 1 || !isFile ? folder : vscode.Uri.joinPath(article, '..');
  return vscode.window.showSaveDialog({
    title,
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: beside && vscode.Uri.joinPath(beside, name + extension),
    filters: { [formatName(format.id as FormatId)]: [extension.slice(1)] },
  });
}

/** What came of an export. */
interface Outcome {
  readonly exported: number;
  readonly losses: readonly Loss[];
  /** What could not be exported, and why, a sentence each. */
  readonly problems: readonly string[];
  readonly first: vscode.Uri | undefined;
}

async function exportArticles(services: Services, order: Order): Promise<void> {
  const title = vscode.l10n.t('Exporting as {0}', formatName(order.format.id as FormatId));
  const location = vscode.ProgressLocation.Notification;
  const outcome = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
    write(services, order, progress, token),
  );
  const { exported, losses, problems, first } = outcome;
  for (const problem of problems) services.log.warn(problem);
  const lost = losses.map(({ what, count }) => `${lostWords(what)} (${count})`).join('; ');
  const message = [
    exported === 1 ? vscode.l10n.t('1 article exported.') : vscode.l10n.t('{0} articles exported.', exported),
    ...(lost ? [vscode.l10n.t('Left out: {0}.', lost)] : []),
    ...problems.slice(0, 1),
    ...(problems.length > 1
      ? [vscode.l10n.t('{0} more problems are in the output channel Hearsay.', problems.length - 1)]
      : []),
  ].join(' ');
  const open = vscode.l10n.t('Open');
  const actions = first ? [open] : [];
  const shown = problems.length
    ? vscode.window.showWarningMessage(message, ...actions)
    : vscode.window.showInformationMessage(message, ...actions);
  void shown.then((chosen) => {
    if (chosen === open && first) void vscode.commands.executeCommand('vscode.open', first);
  });
}

async function write(
  services: Services,
  { format, articles, place }: Order,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Outcome> {
  const names = modelNames(services);
  const losses: (readonly Loss[])[] = [];
  const problems: string[] = [];
  const parts: string[] = [];
  const taken = new Set<string>();
  let first: vscode.Uri | undefined;
  let exported = 0;
  for (const [index, uri] of articles.entries()) {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    progress.report({ message: `${index + 1}/${articles.length}`, increment: 100 / articles.length });
    try {
      const view = await services.articles.ofUri(uri, 'background', token);
      const article = await annotated(view, names);
      losses.push(lossesOf(article, format.loses));
      const contents = format.write(article);
      if (contents[0] === '') continue;
      if (format.head !== undefined) parts.push(contents[0]);
      else {
        const stem = stemIn(place, format, articles.length > 1 ? uri : undefined, taken);
        const files = contents.map((content, i) => ({ file: withSuffix(stem, format.extensions[i]), content }));
        for (const { file, content } of files) await replace(file, content, articles);
        first ??= files[0].file;
      }
      exported++;
    } catch (error) {
      if (error instanceof vscode.CancellationError) throw error;
      problems.push(`${nameOf(uri)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (format.head !== undefined) {
    await replace(place, format.head + parts.join(''), articles);
    first = place;
  }
  if (format.beside && first) {
    const folder = articles.length > 1 ? place : vscode.Uri.joinPath(first, '..');
    await replace(vscode.Uri.joinPath(folder, format.beside.name), format.beside.content, articles);
  }
  return { exported, losses: together(losses), problems, first };
}

/** By engine, read once an export: which models there are does not change meanwhile. */
function modelNames({ extensionUri }: Services): (engine: 'fast' | 'accurate') => Promise<string> {
  const names = new Map<string, Promise<string>>();
  const read = async (file: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'models', file));
  return (engine) => {
    const name = names.get(engine) ?? modelName(engine, read);
    names.set(engine, name);
    return name;
  };
}

async function annotated(view: ArticleView, names: ReturnType<typeof modelNames>): Promise<AnnotatedArticle> {
  const model = await names(view.readBy === 'fast' ? 'fast' : 'accurate');
  return annotatedArticle(nameOf(view.uri), view.text, view.reviewed, model);
}

/** Below the workspace folder, `news/talks.txt`; the whole address of what lies elsewhere. */
function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false);
}

/** `talks` for `news/talks.txt` */
function stemOf(uri: vscode.Uri): string {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return name.replace(/\.[^.]*$/, '') || 'article';
}

/** Where an article's files go, without their extension; each in the folders that the article lies in. */
function stemIn(place: vscode.Uri, format: Format, article: vscode.Uri | undefined, taken: Set<string>): vscode.Uri {
  if (!article) {
    const extension = format.extensions.find((each) => place.path.toLowerCase().endsWith(each));
    return extension ? place.with({ path: place.path.slice(0, -extension.length) }) : place;
  }
  const inside = vscode.workspace.getWorkspaceFolder(article) !== undefined;
  const folders = inside ? nameOf(article).split('/').slice(0, -1) : [];
  for (let number = 1; ; number++) {
    const stem = vscode.Uri.joinPath(place, ...folders, stemOf(article) + (number > 1 ? `-${number}` : ''));
    const key = stem.path.toLowerCase(); // some file systems do not tell A from a
    if (taken.has(key)) continue;
    taken.add(key);
    return stem;
  }
}

function withSuffix(stem: vscode.Uri, extension: string): vscode.Uri {
  return stem.with({ path: stem.path + extension });
}

/** Writes a file, but leaves alone one that is the same already. @throws Error when it is an article itself */
async function replace(file: vscode.Uri, content: string, articles: readonly vscode.Uri[]): Promise<void> {
  const bytes = new TextEncoder().encode(content);
  if (articles.some((article) => article.toString() === file.toString())) {
    const before = await vscode.workspace.fs.readFile(file);
    if (before.length === bytes.length && before.every((byte, i) => byte === bytes[i])) return;
    throw new Error(vscode.l10n.t('{0} is the article itself; choose another place.', nameOf(file)));
  }
  await vscode.workspace.fs.writeFile(file, bytes);
}
