import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ReadArticle, allAnnotations, problemCount } from '../formats/annotated';
import type { FormatId } from '../formats/formats';
import { importArticle } from '../formats/importing';
import { annotatedArticle } from '../formats/reviewed';
import { counted } from '../formats/words';
import { applyReview } from '../review/apply';
import { assertAmong } from '../node/inside';
import { Busy } from '../review/fileFolder';
import { mergeReviews } from '../review/merge';
import type { Sidecar } from '../review/sidecar';
import type { Reading, ReviewStore } from '../review/store';
import { decodeText, reason } from './decode';
import { type ExportFile, readExportFiles } from './exportFiles';
import { findArticle } from './findArticle';
import { Messages } from './messages';
import { ModelsMissing } from './pool';
import { reportFindings, sidecarPlace, storeAt } from './sidecars';
import type { Analyse, Engine, World } from './world';

export interface ImportCommandOptions {
  /** By the file's name when absent. */
  readonly format?: FormatId;
  /** Where the articles are, when not where the files say. */
  readonly articles?: string;
  /** Who annotated, for what names nobody. */
  readonly author?: string;
  /** The folder of sidecars: see `sidecarPlace`. */
  readonly reviews: string;
  readonly engine: Engine;
}

/** How often one waits for another Hearsay that has locked a review; each time takes ten seconds. */
const WAITS = 6;

/**
 * Reads annotations of others and lays them down as decisions beside those that people have made already, in the
 * articles' sidecars.
 * @returns the exit status: 0, or 1 when anything could not be imported.
 */
export async function importFiles(
  args: readonly string[],
  options: ImportCommandOptions,
  world: World,
): Promise<0 | 1> {
  const messages = new Messages(world.stderr);
  const fail = (message: string) => messages.fail(message);
  let analyse: Analyse;
  try {
    analyse = await world.loadAnalysis(options.engine);
  } catch (error) {
    fail(new ModelsMissing(error).message);
    return messages.status;
  }
  for await (const found of readExportFiles(args, options.format)) {
    if ('problem' in found) {
      fail(`${found.origin}: ${found.problem}`);
      continue;
    }
    for (const { where, what } of found.problems) fail(`${found.file}: ${where}: ${what}`);
    let leftOut = problemCount(found.problems);
    for (const article of found.articles) {
      try {
        leftOut += await importOne(article, found, options, analyse, world.now(), messages);
      } catch (error) {
        fail(`${found.file}: ${reason(error)}`);
      }
    }
    if (leftOut) messages.say(`${found.file}: ${counted(leftOut, 'item')} not read, or only in part: see above`);
    else if (!found.articles.length) messages.say(`${found.file}: there is nothing in it to import`);
  }
  return messages.status;
}

/**
 * @returns how many items were left out
 * @throws Error with a sentence, or what the file system throws; then nothing was imported
 */
async function importOne(
  article: ReadArticle,
  { file, format }: ExportFile,
  options: ImportCommandOptions,
  analyse: Analyse,
  time: string,
  messages: Messages,
): Promise<number> {
  const place = await findArticle(article.file, file, options.articles, options.reviews, { anywhere: false });
  const sidecar = await sidecarPlace(place, options.reviews);
  await assertAmong(sidecar.root, ['.', options.articles ?? path.dirname(file)]);
  const store = storeAt(sidecar);
  const text = decodeText(await readFile(place));
  const { review, file: name, findings } = await store.read();
  reportFindings(findings, path.dirname(sidecar.file), messages);
  const analysis = await analyse(text, { form: 'article', given: {} });
  messages.sayFailures(place, analysis.failures);
  const reviewed = applyReview(analysis, text, review.decisions, review.prints);
  const shown = allAnnotations(annotatedArticle(place, text, reviewed, ''));
  const author = options.author ?? article.creator ?? article.model ?? format.label;
  const { decisions, prints, known, problems } = importArticle(article, text, shown, { author, time });
  const ids = new Set(review.decisions.map(({ id }) => id));
  const added = decisions.filter(({ id }) => !ids.has(id));
  const more: Sidecar = { decisions: added, prints: new Map(prints.map((print) => [print.id, print])), foreign: [] };
  const saved = added.length ? (await save(store, review, mergeReviews(review, more), messages)).file : name;
  for (const { where, what } of problems) messages.fail(`${file}: ${where}: ${what}`);
  const words = [
    `${counted(added.length, 'decision')} added to ${path.join(path.dirname(sidecar.file), saved)}`,
    ...(decisions.length > added.length ? [`${decisions.length - added.length} were there before`] : []),
    ...(known ? [`${known} annotations are shown already`] : []),
  ];
  messages.say(`${place}: ${words.join('; ')}`);
  return problemCount(problems);
}

/** @throws Busy when another Hearsay keeps the review locked for a minute, or what the file system throws */
async function save(store: ReviewStore, base: Sidecar, ours: Sidecar, messages: Messages): Promise<Reading> {
  for (let waits = 1; ; waits++) {
    try {
      return await store.update(base, ours);
    } catch (error) {
      if (!(error instanceof Busy) || waits === WAITS) throw error;
      if (waits === 1) messages.say(`${error.message}: waiting`);
    }
  }
}
