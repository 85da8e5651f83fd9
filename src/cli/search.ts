import { CorpusIndex } from '../corpus/corpusIndex';
import { describeProblem, parseQuery } from '../corpus/query/parse';
import { type SearchResult, searchClaims } from '../corpus/query/search';
import { counted, onOneLine, quoted } from '../formats/words';
import { type InputOptions, analyseAll } from './analyseAll';
import { reason } from './decode';
import type { TextInput } from './inputs';
import { Messages } from './messages';
import { standardOutput } from './output';
import { plain } from './plain';
import { ModelsMissing } from './pool';
import { reviewOf } from './sidecars';
import type { World } from './world';

export const SEARCH_FORMATS = ['text', 'jsonl'] as const;

export interface SearchCommandOptions extends InputOptions {
  readonly format: (typeof SEARCH_FORMATS)[number];
  /** At most so many claims are printed. */
  readonly limit: number;
  /** The folder of sidecars: see `sidecarPlace`. */
  readonly reviews: string;
}

/** What is wrong with a search, a line each; none when nothing is. */
export function searchProblems(query: string): string[] {
  return parseQuery(query).problems.map(describeProblem);
}

/**
 * Prints the claims of the inputs that a search finds, newest article first.
 * @returns the exit status: 0, or 1 when anything could not be read.
 */
export async function search(
  query: string,
  args: readonly string[],
  options: SearchCommandOptions,
  world: World,
): Promise<0 | 1> {
  const messages = new Messages(world.stderr);
  const index = new CorpusIndex();
  const order = async (input: TextInput) => ({ review: await reviewOf(input, options.reviews, messages) });
  try {
    const output = standardOutput(world.stdout);
    for await (const analysed of analyseAll(args, options, order, world, messages)) {
      if ('problem' in analysed) messages.fail(`${analysed.origin}: ${analysed.problem}`);
      else index.put({ uri: analysed.input.name, stamp: NO_STAMP, hash: 0, digest: analysed.made as Uint8Array });
    }
    const found = searchClaims(index.prepareAll(), parseQuery(query), options);
    for (const line of options.format === 'jsonl' ? records(index, found) : lines(index, found)) {
      await output.write(`${plain(line)}\n`);
    }
    await output.finish();
    if (options.format === 'text') messages.say(summary(found, options.limit));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return messages.status; // `| head` has read enough
    messages.fail(
      error instanceof ModelsMissing ? error.message : `standard output: cannot be written: ${reason(error)}`,
    );
  }
  return messages.status;
}

/** Nothing is kept: nothing asks when the files were read. */
const NO_STAMP = { mtime: 0, size: 0 };

function summary({ claimCount, claims }: SearchResult, limit: number): string {
  const articles = new Set(claims.map(({ article }) => article.uri)).size;
  const shown = claimCount > claims.length ? `; the first ${limit} are shown (--limit)` : '';
  return `${counted(claimCount, 'claim')}${shown}, ${counted(articles, 'article')}`;
}

/** `talks.txt:4: senior U.S. official said, 2022-01-08: “We are willing …” (also in 2 articles)` */
function* lines(index: CorpusIndex, { claims }: SearchResult): Generator<string> {
  for (const ref of claims) {
    const { article, index: at } = ref;
    const { entities, claims: ofArticle } = index.body(article);
    const { text, how, kind, actor, source, places } = ofArticle[at];
    const who = onOneLine(actor === undefined ? source : entities[actor].name);
    const words = onOneLine(kind === 'direct' ? quoted(text) : text);
    const copies = index.copiesOf(ref).length;
    const where = `${article.uri}:${(places[0]?.line ?? 0) + 1}`;
    const date = article.head.date ? `, ${article.head.date}` : '';
    yield `${where}: ${[who, onOneLine(how)].filter(Boolean).join(' ')}${date}: ${words}${copies ? ` (also in ${counted(copies, 'article')})` : ''}`;
  }
}

function* records(index: CorpusIndex, { claims }: SearchResult): Generator<string> {
  for (const ref of claims) {
    const { article, index: at } = ref;
    const { entities, claims: ofArticle } = index.body(article);
    const { id, text, how, kind, actor, source, places, confidence, verdict } = ofArticle[at];
    const { title = null, date = null, url = null } = article.head;
    yield JSON.stringify({
      file: article.uri,
      title,
      date,
      url,
      claim: id,
      line: (places[0]?.line ?? 0) + 1,
      actor: actor === undefined ? null : entities[actor].name,
      source: actor === undefined ? source : undefined,
      how,
      kind,
      text,
      confidence,
      verdict,
      alsoIn: index.copiesOf(ref).map((copy) => copy.article.uri),
    });
  }
}
