import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ReadArticle, allAnnotations } from '../formats/annotated';
import type { FormatId } from '../formats/formats';
import { importArticle } from '../formats/importing';
import { annotatedArticle } from '../formats/reviewed';
import { counted } from '../formats/words';
import { applyReview } from '../review/apply';
import { mergeDecisions } from '../review/merge';
import { type Sidecar, parseSidecar, writeSidecar } from '../review/sidecar';
import { decodeText, reason } from './decode';
import { type ExportFile, readExportFiles } from './exportFiles';
import { findArticle } from './findArticle';
import { Messages } from './messages';
import { ModelsMissing } from './pool';
import { readSidecarFile, sidecarPath, writeSidecarFile } from './sidecars';
import type { Analyse, Engine, World } from './world';

export interface ImportCommandOptions {
  /** By the file's name when absent. */
  readonly format?: FormatId;
  /** Where the articles are, when not where the files say. */
  readonly articles?: string;
  /** Who annotated, for what names nobody. */
  readonly author?: string;
  /** The folder of sidecars: see `sidecarPath`. */
  readonly reviews: string;
  readonly engine: Engine;
}

/** Nobody has decided anything yet. */
const NO_REVIEW: Sidecar = { decisions: [], prints: new Map(), foreign: [] };

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
    for (const article of found.articles) {
      try {
        const { message, problems } = await importOne(article, found, options, analyse, world.now());
        for (const { where, what } of problems) fail(`${found.file}: ${where}: ${what}`);
        messages.say(message);
      } catch (error) {
        fail(`${found.file}: ${reason(error)}`);
      }
    }
  }
  return messages.status;
}

async function importOne(
  article: ReadArticle,
  { file, format }: ExportFile,
  options: ImportCommandOptions,
  analyse: Analyse,
  time: string,
) {
  const place = await findArticle(article.file, file, options.articles, options.reviews);
  const text = decodeText(await readFile(place));
  const before = await readSidecarFile(place, options.reviews);
  const review = before === undefined ? NO_REVIEW : parseSidecar(before);
  const analysis = await analyse(text, { form: 'article', given: {} });
  const reviewed = applyReview(analysis, text, review.decisions, review.prints);
  const shown = allAnnotations(annotatedArticle(place, text, reviewed, ''));
  const author = options.author ?? article.creator ?? article.model ?? format.label;
  const { decisions, prints, known, problems } = importArticle(article, text, shown, { author, time });
  const ids = new Set(review.decisions.map(({ id }) => id));
  const added = decisions.filter(({ id }) => !ids.has(id));
  if (added.length) {
    const all: Sidecar = {
      decisions: mergeDecisions(review.decisions, added),
      prints: new Map([...review.prints, ...prints.map((print) => [print.id, print] as const)]),
      foreign: review.foreign,
    };
    await writeSidecarFile(place, options.reviews, writeSidecar(all, path.basename(place)));
  }
  const words = [
    `${counted(added.length, 'decision')} added to ${await sidecarPath(place, options.reviews)}`,
    ...(decisions.length > added.length ? [`${decisions.length - added.length} were there before`] : []),
    ...(known ? [`${known} annotations are shown already`] : []),
  ];
  return { message: `${place}: ${words.join('; ')}`, problems };
}
