import * as vscode from 'vscode';
import { type Problem, type ReadArticle, allAnnotations, problemCount } from '../formats/annotated';
import { FORMATS, type Format, type FormatId, formatOf } from '../formats/formats';
import { importArticle } from '../formats/importing';
import { annotatedArticle } from '../formats/reviewed';
import { notice } from '../host/notice';
import { plainText } from '../host/plainText';
import type { Services } from '../host/services';
import { COMMANDS, isImportArgument } from './shared/commands';
import { formatName } from './shared/formatWords';
import { type KnownArticle, knownArticles } from './shared/knownArticles';
import { articleDescription, articleLabel } from './shared/rowWords';
import { articleCount } from './shared/wording';

/** What to import; `format` is undefined when the files' names tell. */
interface Order {
  readonly format: Format | undefined;
  readonly files: readonly vscode.Uri[];
  /** For what names nobody; undefined: ask. */
  readonly author: string | undefined;
  /** Whether a person is there to answer. */
  readonly mayAsk: boolean;
}

const READABLE = (FORMATS as readonly Format[]).filter(({ read }) => read);

/**
 * Import…: annotations of other tools and people become decisions beside those that were made before. Nothing is taken
 * away or written over; each article's import is one step for undo.
 */
export function registerImport(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.import, async (argument?: unknown) => {
    const order = isImportArgument(argument) ? given(argument) : await ask();
    if (!order) return;
    try {
      await importFiles(services, order);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      const reason = error instanceof Error ? error.message : String(error);
      void notice.error(vscode.l10n.t('Nothing was imported: {0}', reason));
    }
  });
}

function given({ files, format, author }: { files: readonly string[]; format?: string; author?: string }): Order {
  const uris = files.map((file) => vscode.Uri.parse(file));
  return { format: formatOf(format ?? ''), files: uris, author: author ?? '', mayAsk: false };
}

async function ask(): Promise<Order | undefined> {
  const byName = { label: vscode.l10n.t('By the File’s Name'), description: '', format: undefined };
  const items = [
    byName,
    ...READABLE.map((format) => ({
      label: formatName(format.id as FormatId),
      description: format.extensions[0],
      format,
    })),
  ];
  const options = { title: vscode.l10n.t('Import'), placeHolder: vscode.l10n.t('In which format is it?'), matchOnDescription: true }; // prettier-ignore
  const chosen = await vscode.window.showQuickPick(items, options);
  if (!chosen) return undefined;
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import'),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
  });
  return files?.length ? { format: chosen.format, files, author: undefined, mayAsk: true } : undefined;
}

/** What came of an import. */
interface Outcome {
  added: number;
  known: number;
  readonly articles: Set<string>;
  /** What could not be imported, and why, a sentence each. */
  readonly problems: string[];
  /** How many items of the files were left out, or read only in part. */
  leftOut: number;
}

async function importFiles(services: Services, order: Order): Promise<void> {
  const outcome: Outcome = { added: 0, known: 0, articles: new Set(), problems: [], leftOut: 0 };
  services.articleFiles.refresh(); // an article may have come a moment ago, together with its annotations
  const title = vscode.l10n.t('Importing');
  await notice.progress(title, async (progress, token) => {
    let { author } = order;
    for (const [index, file] of order.files.entries()) {
      progress.report({ message: `${index + 1}/${order.files.length}`, increment: 100 / order.files.length });
      const found = await readFile(file, order.format, outcome);
      for (const article of found?.articles ?? []) {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        author ??= await askAuthor(article, found!.format);
        try {
          await importOne(services, article, file, { ...order, author }, found!.format, outcome, token);
        } catch (error) {
          if (error instanceof vscode.CancellationError) throw error;
          outcome.problems.push(`${nameOf(file)}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  });
  tell(services, outcome);
}

async function readFile(
  file: vscode.Uri,
  asked: Format | undefined,
  outcome: Outcome,
): Promise<{ format: Format; articles: readonly ReadArticle[] } | undefined> {
  const path = file.path.toLowerCase();
  const format = asked ?? longestFirst(READABLE).find(({ extensions }) => path.endsWith(extensions[0]));
  if (!format?.read) {
    outcome.problems.push(
      vscode.l10n.t('{0}: the file name does not say which format it is; choose one.', nameOf(file)),
    );
    return undefined;
  }
  const [main, ...others] = format.extensions;
  const stem = path.endsWith(main) ? file.path.slice(0, -main.length) : file.path.replace(/\.[^./]*$/, '');
  const beside = others.map((extension) => textOf(file.with({ path: stem + extension })).catch(() => undefined));
  try {
    const result = format.read([await textOf(file), ...(await Promise.all(beside))]);
    addProblems(outcome, file, result.problems);
    return { format, articles: result.articles };
  } catch (error) {
    outcome.problems.push(`${nameOf(file)}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function addProblems(outcome: Outcome, file: vscode.Uri, problems: readonly Problem[]): void {
  for (const { where, what } of problems) outcome.problems.push(`${nameOf(file)}: ${where}: ${what}`);
  outcome.leftOut += problemCount(problems);
}

/** `a.claimreview.json` is no other JSON. */
function longestFirst(formats: readonly Format[]): Format[] {
  return [...formats].sort((a, b) => b.extensions[0].length - a.extensions[0].length);
}

/** @throws TypeError when it is not UTF-8, or what the file system throws */
async function textOf(file: vscode.Uri): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(file));
}

async function askAuthor({ creator, model }: ReadArticle, format: Format): Promise<string> {
  const author = await notice.input({
    title: vscode.l10n.t('Import'),
    prompt: vscode.l10n.t('Who annotated this? Every decision names its author.'),
    value: creator ?? model ?? format.label,
    ignoreFocusOut: true,
  });
  if (author === undefined) throw new vscode.CancellationError();
  return author.trim();
}

async function importOne(
  services: Services,
  article: ReadArticle,
  file: vscode.Uri,
  { author, mayAsk }: { readonly author: string; readonly mayAsk: boolean },
  format: Format,
  outcome: Outcome,
  token: vscode.CancellationToken,
): Promise<void> {
  const uri = await findArticle(services, article, file, mayAsk);
  const view = await services.articles.ofUri(uri, 'background', token);
  const shown = allAnnotations(annotatedArticle(nameOf(uri), view.text, view.reviewed, ''));
  const by = { author: author || (article.creator ?? article.model ?? format.label), time: new Date().toISOString() };
  const { decisions, prints, known, problems } = importArticle(article, view.text, shown, by);
  addProblems(outcome, file, problems);
  outcome.added += await services.reviews.add(uri, vscode.l10n.t('Import'), decisions, prints);
  outcome.known += known;
  outcome.articles.add(uri.toString());
}

/**
 * The article that annotations are about: the one whose path ends as the file says, else of the same name as the file.
 * @throws Error when there is none, or several and nobody to ask
 */
async function findArticle(
  services: Services,
  { file: named }: ReadArticle,
  file: vscode.Uri,
  mayAsk: boolean,
): Promise<vscode.Uri> {
  const all = await knownArticles(services);
  const path = (named ?? '').replaceAll('\\', '/').replace(/^\.?\//, '');
  const nameIn = (each: string) => each.slice(each.lastIndexOf('/') + 1);
  const stem = (each: string) => nameIn(each).replace(/(\.claimreview|\.tei)?\.[^.]*$/, '');
  /** brat's copy of the text lies beside its annotations, and may be taken for an article itself. */
  const isBeside = (each: string) => each.replace(/\.[^./]*$/, '') === file.path.replace(/\.[^./]*$/, '');
  const among = (fits: (article: string) => boolean) => all.filter(({ uri }) => fits(uri.path));
  const candidates = path
    ? [among((each) => each.endsWith(`/${path}`)), among((each) => nameIn(each) === nameIn(path))]
    : [
        among((each) => stem(each) === stem(file.path) && !isBeside(each)),
        among((each) => stem(each) === stem(file.path)),
      ];
  const found = candidates.find((each) => each.length === 1)?.[0] ?? (mayAsk ? await askArticle(all, path || nameIn(file.path)) : undefined); // prettier-ignore
  if (found) return found.uri;
  const name = path || stem(file.path);
  throw new Error(vscode.l10n.t('no article of this workspace is called {0}; open the folder that it is in.', name));
}

async function askArticle(all: readonly KnownArticle[], name: string): Promise<KnownArticle | undefined> {
  const items = all.map((article) => ({
    label: articleLabel(article.header, article.uri),
    description: articleDescription(article.header),
    article,
  }));
  const placeHolder = vscode.l10n.t('Which article is {0} about?', plainText(name, 80));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Import'), placeHolder });
  if (!chosen) throw new vscode.CancellationError();
  return chosen.article;
}

function tell({ log }: Services, { added, known, articles, problems, leftOut }: Outcome): void {
  for (const problem of problems) log.warn(problem);
  const message = [
    added === 1
      ? vscode.l10n.t('1 annotation imported into {0}.', articleCount(articles.size))
      : vscode.l10n.t('{0} annotations imported into {1}.', added, articleCount(articles.size)),
    ...(known ? [vscode.l10n.t('{0} are shown already.', known)] : []),
    ...(leftOut ? [vscode.l10n.t('Not read, or only in part: {0}.', leftOut)] : []),
    ...problems.slice(0, 1).map((problem) => plainText(problem, 300)),
    ...(problems.length > 1
      ? [vscode.l10n.t('{0} more problems are in the output channel Hearsay.', problems.length - 1)]
      : []),
  ].join(' ');
  if (problems.length) void notice.warning(message);
  else void notice.information(message);
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false);
}
