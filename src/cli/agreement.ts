import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Agreement,
  type Difference,
  ROLES,
  type Score,
  type TwiceAnnotated,
  agreementOf,
} from '../formats/agreement';
import { type Annotations, type ReadArticle, allAnnotations } from '../formats/annotated';
import type { FormatId } from '../formats/formats';
import { baseOf, locatedIn } from '../formats/importing';
import { withinText } from '../formats/reading';
import { annotatedArticle } from '../formats/reviewed';
import { counted } from '../formats/words';
import { applyReview } from '../review/apply';
import { mergeReviews } from '../review/merge';
import { sidecarOfName } from '../review/store';
import { decodeText, reason } from './decode';
import { readExportFiles } from './exportFiles';
import { findArticle } from './findArticle';
import { Messages } from './messages';
import { standardOutput } from './output';
import { plain, plainLines } from './plain';
import type { Analyse, Engine, World } from './world';

export interface AgreementOptions {
  readonly format: 'text' | 'json';
  /** Of both sides; by the files' names when absent. */
  readonly inputFormat?: FormatId;
  /** Where the articles are, when not where the files say. */
  readonly articles?: string;
  /** The folder of sidecars: see `sidecarPlace`. */
  readonly reviews: string;
  readonly engine: Engine;
}

/** Annotations of an article as a file has them. */
interface Source {
  article: ReadArticle;
  readonly file: string;
}

/** One side's annotations of an article. */
interface Side {
  readonly file: string;
  readonly text: string;
  readonly annotations: Annotations;
}

/**
 * Prints how far two people agree on the same articles: their sidecars, or two exports.
 * @returns the exit status: 0, or 1 when anything could not be compared.
 */
export async function agreement(a: string, b: string, options: AgreementOptions, world: World): Promise<0 | 1> {
  const messages = new Messages(world.stderr);
  const fail = (message: string) => messages.fail(message);
  let loading: Promise<Analyse> | undefined;
  const load = () => (loading ??= world.loadAnalysis(options.engine));
  const [ofA, ofB] = [await readSide(a, options, load, messages), await readSide(b, options, load, messages)];
  const twice = pairs(ofA, ofB, fail);
  if (!twice.length) {
    fail(`${a} and ${b} have no article in common: nothing to compare`);
    return messages.status;
  }
  const result = agreementOf(twice);
  try {
    const output = standardOutput(world.stdout);
    const words =
      options.format === 'json' ? plainLines(`${JSON.stringify(result, undefined, 2)}\n`) : page(a, b, result);
    await output.write(words);
    await output.finish();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') fail(`standard output: cannot be written: ${reason(error)}`);
  }
  return messages.status;
}

async function readSide(
  arg: string,
  options: AgreementOptions,
  load: () => Promise<Analyse>,
  messages: Messages,
): Promise<Side[]> {
  const sources: Source[] = [];
  for await (const found of readExportFiles([arg], options.inputFormat)) {
    if ('problem' in found) {
      messages.fail(`${found.origin}: ${found.problem}`);
      continue;
    }
    for (const { where, what } of found.problems) messages.fail(`${found.file}: ${where}: ${what}`);
    sources.push(...found.articles.map((article) => ({ article, file: found.file })));
  }
  const sides: Side[] = [];
  for (const { article, file } of joined(sources)) {
    try {
      sides.push(await sideOf(article, file, options, load, messages));
    } catch (error) {
      messages.fail(`${file}: ${reason(error)}`);
    }
  }
  return sides;
}

/** `talks.txt.2.jsonld` has what was decided while `talks.txt.jsonld` could not be read: both are one review. */
function joined(sources: readonly Source[]): Source[] {
  const bySidecar = new Map<string, Source>();
  return sources.filter((source) => {
    const { article, file } = source;
    if (!article.review) return true;
    const sidecar = path.join(path.dirname(file), sidecarOfName(path.basename(file)));
    const first = bySidecar.get(sidecar);
    if (!first) bySidecar.set(sidecar, source);
    else first.article = { ...first.article, review: mergeReviews(first.article.review!, article.review) };
    return !first;
  });
}

async function sideOf(
  article: ReadArticle,
  file: string,
  { articles, reviews }: AgreementOptions,
  load: () => Promise<Analyse>,
  messages: Messages,
): Promise<Side> {
  const { text: whole, review, locate } = article;
  if (whole !== undefined && !locate) return { file: article.file ?? file, text: whole, annotations: article };
  const place = await findArticle(article.file, file, articles, reviews, { anywhere: true });
  const text = decodeText(await readFile(place));
  if (!review) {
    const { article: located, problems } = locatedIn(article, text);
    if (baseOf(located, text) !== text) throw new Error(`${place} has another text than was annotated`);
    const { found, problems: outside } = withinText(located, text.length, place);
    for (const { where, what } of [...problems, ...outside]) messages.fail(`${file}: ${where}: ${what}`);
    return { file: place, text, annotations: found };
  }
  const analysis = await (await load())(text, { form: 'article', given: {} });
  messages.sayFailures(place, analysis.failures);
  const reviewed = annotatedArticle(place, text, applyReview(analysis, text, review.decisions, review.prints), '');
  return { file: place, text, annotations: allAnnotations(reviewed) };
}

/** Articles that both have: under the same path, else under the same name. */
function pairs(a: readonly Side[], b: readonly Side[], fail: (message: string) => void): TwiceAnnotated[] {
  const byPath = new Map(b.map((side) => [path.normalize(side.file), side]));
  const byName = new Map(b.map((side) => [path.basename(side.file), side]));
  const stemOf = (file: string) => path.parse(file).name;
  const byStem = new Map(b.map((side) => [stemOf(side.file), side]));
  return a.flatMap((ofA): TwiceAnnotated[] => {
    const { file } = ofA;
    const ofB =
      byPath.get(path.normalize(file)) ?? byName.get(path.basename(file)) ?? byStem.get(stemOf(file)) ?? only(a, b);
    if (!ofB) return [];
    if (ofA.text !== ofB.text) {
      fail(`${file}: the two annotated different texts; left out`);
      return [];
    }
    return [{ file, text: ofA.text, a: ofA.annotations, b: ofB.annotations }];
  });
}

function only(a: readonly Side[], b: readonly Side[]): Side | undefined {
  return a.length === 1 && b.length === 1 ? b[0] : undefined;
}

// --- the page ----------------------------------------------------------------------------------------------------------

function page(a: string, b: string, { articles, tokens, roles, whole, types, alpha, differences }: Agreement): string {
  const lines = [
    `A: ${a}`,
    `B: ${b}`,
    `${counted(articles, 'article')}, ${counted(tokens, 'token')}`,
    '',
    row('', 'A', 'B', 'both', 'F1', 'alpha'),
    ...ROLES.flatMap((role) => [
      scoreRow(`${role}, same words`, roles[role].exact, alpha[role]),
      scoreRow(`${role}, half of them`, roles[role].half),
    ]),
    scoreRow('whole claim', whole),
    row('all roles', '', '', '', '', figure(alpha.roles)),
    '',
    ...Object.entries(types).map(([type, score]) => scoreRow(type, score)),
    row('all types', '', '', '', '', figure(alpha.types)),
    '',
    "F1 over annotations; Krippendorff's alpha (nominal) over tokens.",
    '',
    differences.length ? counted(differences.length, 'difference') : 'No differences.',
    ...differences.map(differenceLine),
  ];
  return lines.map((line) => `${plain(line.trimEnd())}\n`).join('');
}

function scoreRow(name: string, { a, b, both, f1 }: Score, alpha?: number): string {
  return row(name, String(a), String(b), String(both), figure(f1), alpha === undefined ? '' : figure(alpha));
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(24) + cells.map((cell) => cell.padStart(8)).join('');
}

function figure(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(3);
}

/** `talks.txt:4: source of “there are some areas …”: A the official, B senior official` */
function differenceLine({ file, line, what, words, a, b }: Difference): string {
  const place = `${file}:${line}`;
  if (what === 'claim' || what === 'mention')
    return `${place}: only ${a === null ? 'B' : 'A'}: ${what} ${a ?? b}${what === 'mention' ? ` “${words}”` : ''}`;
  return `${place}: ${what} of “${words}”: A ${a ?? 'none'}; B ${b ?? 'none'}`;
}
