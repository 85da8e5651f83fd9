import * as vscode from 'vscode';
import type { AnnotatedArticle } from '../formats/annotated';
import { FORMATS, type Format, type FormatId, formatOf } from '../formats/formats';
import { type Loss, lossesOf, together } from '../formats/losses';
import { modelName } from '../formats/provenance';
import { annotatedArticle } from '../formats/reviewed';
import { type ArticleView, isArticle } from '../host/articles';
import { type NoticeProgress, notice } from '../host/notice';
import { plainText } from '../host/plainText';
import type { Services } from '../host/services';
import { COMMANDS, isExportArgument } from './shared/commands';
import { formatName, lostWords } from './shared/formatWords';
import { knownArticles } from './shared/knownArticles';
import { articleLabel } from './shared/rowWords';

/** What to export, and where to: a file, or a folder when there are files for each of several articles. */
export interface Order {
  readonly format: Format;
  readonly articles: readonly vscode.Uri[];
  readonly place: vscode.Uri;
}

/** Export…: articles as files for other tools. Asks for format, articles and place; says what the format leaves out. */
export function registerExport(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.export, async (argument?: unknown) => {
    try {
      const order = isExportArgument(argument) ? given(argument) : await ask(services);
      if (order) await exportArticles(services, order, askToReplace);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      const reason = error instanceof Error ? error.message : String(error);
      void notice.error(vscode.l10n.t('Nothing was exported: {0}', reason));
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

/** The files that an order writes. */
interface Plan {
  /** By article, in the order of `Format.extensions`; none when all articles go into one file. */
  readonly files: readonly (readonly vscode.Uri[])[];
  /** The file that all articles go into. */
  readonly whole: vscode.Uri | undefined;
  /** `Format.beside` */
  readonly beside: vscode.Uri | undefined;
}

function planOf({ format, articles, place }: Order): Plan {
  const whole = format.head === undefined ? undefined : place;
  const taken = new Set<string>();
  const several = articles.length > 1;
  const stems = whole ? [] : articles.map((uri) => stemIn(place, format, several ? uri : undefined, taken));
  const files = stems.map((stem) => format.extensions.map((extension) => withSuffix(stem, extension)));
  const folder = several ? place : vscode.Uri.joinPath(place, '..');
  return { files, whole, beside: format.beside && vscode.Uri.joinPath(folder, format.beside.name) };
}

/** Of a problem in a message, in UTF-16 units: the rest of the message is to be read too. */
const LONGEST_PROBLEM = 300;
/** How many files are looked up at once. */
const AT_ONCE = 100;
/** How many files a question names. */
const MOST_NAMED = 10;

/**
 * The files there are already that an export would replace though nobody has named them: not the one that the person
 * chose, and no article, which is never replaced.
 */
async function replacedBy({ format, articles, place }: Order, { files, beside }: Plan): Promise<vscode.Uri[]> {
  const kept = new Set(articles.map(keyOf));
  const ours = files.flat().filter((file) => !kept.has(keyOf(file)) && file.toString() !== place.toString());
  const replaced: vscode.Uri[] = [];
  for (let i = 0; i < ours.length; i += AT_ONCE) {
    const some = ours.slice(i, i + AT_ONCE);
    const there = await Promise.all(some.map(isThere));
    replaced.push(...some.filter((_, at) => there[at]));
  }
  if (beside && !(await isSame(beside, format.beside!.content)) && (await isThere(beside))) replaced.push(beside);
  return replaced;
}

async function isThere(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

async function isSame(file: vscode.Uri, content: string): Promise<boolean> {
  const bytes = new TextEncoder().encode(content);
  return vscode.workspace.fs.readFile(file).then(
    (there) => there.length === bytes.length && there.every((byte, i) => byte === bytes[i]),
    () => false,
  );
}

async function askToReplace(files: readonly vscode.Uri[]): Promise<boolean> {
  const question =
    files.length === 1
      ? vscode.l10n.t('This file exists already. Replace it?')
      : vscode.l10n.t('{0} files exist already. Replace them?', files.length);
  const more = files.length - MOST_NAMED;
  const names = files.slice(0, MOST_NAMED).map(nameOf);
  const yes = vscode.l10n.t('Replace');
  return (await notice.question(question, more > 0 ? [...names, vscode.l10n.t('and {0} more', more)] : names, yes)) === yes; // prettier-ignore
}

/** What came of an export. */
interface Outcome {
  readonly exported: number;
  readonly losses: readonly Loss[];
  /** What could not be exported, and why, a sentence each. */
  readonly problems: readonly string[];
  readonly first: vscode.Uri | undefined;
}

/**
 * @param mayReplace asked before anything is written, when files whose names Hearsay chose exist already
 * @throws CancellationError when they may not be replaced
 */
export async function exportArticles(
  services: Services,
  order: Order,
  mayReplace: (files: readonly vscode.Uri[]) => Promise<boolean>,
): Promise<void> {
  const plan = planOf(order);
  const replaced = await replacedBy(order, plan);
  if (replaced.length && !(await mayReplace(replaced))) throw new vscode.CancellationError();
  const title = vscode.l10n.t('Exporting as {0}', formatName(order.format.id as FormatId));
  const outcome = await notice.progress(title, (progress, token) => write(services, order, plan, progress, token));
  const { exported, losses, problems, first } = outcome;
  for (const problem of problems) services.log.warn(problem);
  const lost = losses.map(({ what, count }) => `${lostWords(what)} (${count})`).join('; ');
  const message = [
    exported === 1 ? vscode.l10n.t('1 article exported.') : vscode.l10n.t('{0} articles exported.', exported),
    ...(lost ? [vscode.l10n.t('Left out: {0}.', lost)] : []),
    ...problems.slice(0, 1).map((problem) => plainText(problem, LONGEST_PROBLEM)),
    ...(problems.length > 1
      ? [vscode.l10n.t('{0} more problems are in the output channel Hearsay.', problems.length - 1)]
      : []),
  ].join(' ');
  const open = vscode.l10n.t('Open');
  const actions = first ? [open] : [];
  const shown = problems.length ? notice.warning(message, ...actions) : notice.information(message, ...actions);
  void shown.then((chosen) => {
    if (chosen === open && first) void vscode.commands.executeCommand('vscode.open', first);
  });
}

async function write(
  services: Services,
  { format, articles }: Order,
  { files, whole, beside }: Plan,
  progress: NoticeProgress,
  token: vscode.CancellationToken,
): Promise<Outcome> {
  const names = modelNames(services);
  const losses: (readonly Loss[])[] = [];
  const problems: string[] = [];
  const parts: string[] = [];
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
      if (whole) parts.push(contents[0]);
      else {
        await writeFiles(
          files[index].map((file, i) => ({ file, content: contents[i] })),
          articles,
        );
        first ??= files[index][0];
      }
      exported++;
    } catch (error) {
      if (error instanceof vscode.CancellationError) throw error;
      problems.push(`${nameOf(uri)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (whole) {
    await writeFiles([{ file: whole, content: format.head! + parts.join('') }], articles);
    first = whole;
  }
  if (beside && first) await writeFiles([{ file: beside, content: format.beside!.content }], articles);
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
    if (taken.has(keyOf(stem))) continue;
    taken.add(keyOf(stem));
    return stem;
  }
}

function withSuffix(stem: vscode.Uri, extension: string): vscode.Uri {
  return stem.with({ path: stem.path + extension });
}

/**
 * Writes files; an article that is the same already is left alone.
 * @throws Error before anything is written, when one of them is an article itself
 */
async function writeFiles(
  files: readonly { readonly file: vscode.Uri; readonly content: string }[],
  articles: readonly vscode.Uri[],
): Promise<void> {
  const kept = new Set(articles.map(keyOf));
  const written = [];
  for (const { file, content } of files) {
    if (!kept.has(keyOf(file))) written.push({ file, content });
    else if (!(await isSame(file, content)))
      throw new Error(vscode.l10n.t('{0} is the article itself; choose another place.', nameOf(file)));
  }
  for (const { file, content } of written) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
}

/** Alike for all names of a file: some file systems do not tell A from a. */
function keyOf(uri: vscode.Uri): string {
  return uri.toString().toLowerCase();
}
