import assert from 'node:assert/strict';
import type { Span } from '../../../src/analysis/analysis';
import { anchorAt, createLocator } from '../../../src/review/anchor';
import { printOf } from '../../../src/review/print';

// Articles are edited at random, and every character knows which one it was: where an anchor's words are said to stand
// must be where they went, or nowhere. Misplacements must be none; orphans are counted.

const EDITS = 100_000;
const SEED = 20220108;
const EDITS_OF_A_TEXT = 4;
/** Anchors are looked for after every so many edits: so many of them. */
const EDITS_AT_ONCE = 2;
const ANCHORS = 3;

/** A UTF-16 unit of a text, and its number; `copyOf` is that of the unit it was copied from. */
interface Unit {
  readonly unit: string;
  readonly id: number;
  readonly copyOf?: number;
}
type Sentence = readonly Unit[];

const NAMES = 'Vladimir Putin|Ann Lee|the ministry|Bob Roe|a senior U.S. official|Reuters|Washington|Russia'.split('|');
const VERBS = 'said|told reporters|warned|denied|announced on Monday|said in a statement that'.split('|');
const THINGS = 'talks|missile deployments|the exercises|an end to the expansion|sanctions 😀|troops near the border|𝔘nity|prices|the vote|a ceasefire'.split('|'); // prettier-ignore
const ENDS = 'in Geneva|on Friday|next week|without conditions|again|for the first time|as he had promised|despite protests'.split('|'); // prettier-ignore

/** Numbers from 0 up to, not including, `below`, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

class Article {
  #ids = 0;
  sentences: Sentence[];
  lineEnd = '\n';

  constructor(private readonly random: (below: number) => number) {
    this.sentences = Array.from({ length: 5 + random(4) }, () => this.#units(this.#sentence()));
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.random(list.length)];
  }

  #units(words: string): Unit[] {
    return words.split('').map((unit) => ({ unit, id: this.#ids++ }));
  }

  /** Few words, so that sentences resemble one another as they do in an article. */
  #sentence(): string {
    const clause = () => [NAMES, VERBS, THINGS, ENDS].map((list) => this.#pick(list)).join(' ');
    return `${clause()} in ${100 + this.random(900)} towns${this.random(2) ? `, and ${clause()}` : ''}.`;
  }

  units(): Unit[] {
    const lineEnd = (): Unit[] => this.lineEnd.split('').map((unit) => ({ unit, id: -1 }));
    return this.sentences.flatMap((sentence) => [...sentence, ...lineEnd()]);
  }

  edit(): void {
    const { sentences } = this;
    const at = this.random(sentences.length);
    const sentence = sentences[at] ?? [];
    switch (this.random(8)) {
      case 0: // move
        sentences.splice(at, 1);
        sentences.splice(this.random(sentences.length + 1), 0, sentence);
        break;
      case 1: // copy
        sentences.splice(this.random(sentences.length + 1), 0, sentence.map(({ unit, id, copyOf }) => ({ unit, id: this.#ids++, copyOf: copyOf ?? id }))); // prettier-ignore
        break;
      case 2: // delete
        sentences.splice(at, 1);
        break;
      case 3: // insert
        sentences.splice(at, 0, this.#units(this.#sentence()));
        break;
      case 4: // another line end
        this.lineEnd = this.#pick(['\n', '\r\n', '\n\n']);
        break;
      case 5: // type something
        sentences[at] = sentence.toSpliced(
          this.random(sentence.length + 1),
          0,
          ...this.#units(` ${this.#pick(THINGS)}`),
        );
        break;
      case 6: // delete some characters
        sentences[at] = sentence.toSpliced(this.random(sentence.length + 1), 1 + this.random(12));
        break;
      default: {
        // put a word for another
        const words = sentence.map(({ unit }) => unit).join('');
        const word = this.#pick([...words.matchAll(/[^ ]+/g)]);
        if (word) sentences[at] = sentence.toSpliced(word.index, word[0].length, ...this.#units(this.#pick(NAMES)));
      }
    }
  }
}

const textOf = (units: readonly Unit[]) => units.map(({ unit }) => unit).join('');

/** Names and claims of a text: what is annotated. */
function annotated(text: string): Span[] {
  const names = [...text.matchAll(/Putin|Ann Lee|Reuters|Russia|a senior U\.S\. official/g)];
  const claims = [...text.matchAll(/(?<= )(?:talks|missile|troops|prices|sanctions|𝔘nity).{12,60}/g)];
  return [...names, ...claims].map(({ 0: words, index }) => ({ start: index, end: index + words.length }));
}

type Outcome =
  | 'kept'
  | 'kept though edited'
  | 'retyped in place' // the same words between the same neighbours, of new characters
  | 'found in a copy' // the only one of a sentence that was deleted since, or one in the original's place: see `judge`
  | 'orphan'
  | 'orphan though untouched'
  | 'misplaced';

/**
 * A copy stands for the original when nobody can tell that it is none: the original was deleted and there is no other
 * copy, which is what moving is; or it stands in the original's place, between the same two sentences.
 */
function judge(before: readonly Unit[], span: Span, after: readonly Unit[], found: Span | undefined): Outcome {
  // Units of a text are numbered in order, line ends apart, and no span has a line end in it.
  const [first, last] = [before[span.start].id, before[span.end - 1].id];
  const newest = before[before.length - 2].id; // the last one is a line end
  const isOwn = ({ id }: Unit) => id >= first && id <= last;
  let left = 0;
  for (const unit of after) if (isOwn(unit)) left++;
  const length = span.end - span.start;
  if (!found) return left === length ? 'orphan though untouched' : 'orphan';
  const words = after.slice(found.start, found.end);
  if (words.length === length && words.every(({ id }, i) => id === first + i)) return 'kept';
  // Of two equal characters side by side nobody can tell which one was deleted.
  const isSameText = words.every(({ unit }, i) => unit === before[span.start + i].unit);
  if (words.length === length && isSameText && words.filter(isOwn).length >= length - 2) return 'kept';
  const strangers = words.filter((unit) => unit.id <= newest && !isOwn(unit));
  if (left > 0 && !strangers.length && words.filter(isOwn).length === left) return 'kept though edited';
  const isAt = (at: number, neighbour: Unit | undefined) =>
    neighbour !== undefined && (after[at]?.id === neighbour.id || after[at]?.copyOf === neighbour.id);
  if (!strangers.length && isAt(found.start - 1, before[span.start - 1])) return 'retyped in place';
  if (!strangers.length && isAt(found.end, before[span.end])) return 'retyped in place';
  const isCopy = words.length === length && words.every(({ copyOf }, i) => copyOf === first + i);
  const copies = after.filter(({ copyOf }) => copyOf === first).length;
  if (isCopy && left === 0 && copies === 1) return 'found in a copy';
  return isCopy && sameNeighbours(textOf(before), span, textOf(after), found) ? 'found in a copy' : 'misplaced';
}

function sameNeighbours(before: string, span: Span, after: string, found: Span): boolean {
  const around = (text: string, { start, end }: Span) => {
    const lines = (part: string) => part.split(/[\r\n]+/).filter((line) => line);
    const [above, below] = [lines(text.slice(0, start)), lines(text.slice(end))];
    return [above.at(-2), below.at(1)].join('\n');
  };
  return around(before, span) === around(after, found);
}

describe('anchors after random edits', () => {
  it('are never misplaced', function () {
    this.timeout(600_000); // it takes 17 s on two quiet cores, 106 s on busy ones
    const random = randomNumbers(SEED);
    const outcomes = new Map<Outcome, number>();
    const misplaced: string[] = [];
    for (let edits = 0; edits < EDITS;) {
      const article = new Article(random);
      const before = article.units();
      const text = textOf(before);
      const print = printOf(text);
      const anchors = annotated(text).map((span) => anchorAt(text, span));
      for (let i = 1; i <= EDITS_OF_A_TEXT; i++, edits++) {
        article.edit();
        if (i % EDITS_AT_ONCE) continue;
        const after = article.units();
        const now = textOf(after);
        const locator = createLocator(now, new Map([[print.id, print]]));
        for (let asked = 0; asked < ANCHORS && anchors.length; asked++) {
          const anchor = anchors[random(anchors.length)];
          const found = locator.locate(anchor, print.id);
          const outcome = judge(before, anchor, after, found);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          if (outcome === 'misplaced')
            misplaced.push(
              `"${anchor.exact}" at ${anchor.start} of\n${text}\nis said to be at ${found?.start} of\n${now}`,
            );
        }
      }
    }
    const count = (outcome: Outcome) => outcomes.get(outcome) ?? 0;
    const all = [...outcomes.values()].reduce((sum, each) => sum + each, 0);
    const counts = [...outcomes].map(([outcome, n]) => `${outcome} ${n}`).join(', ');
    this.test!.title += ` (${EDITS} edits, ${all} anchors: ${counts})`;
    assert.equal(misplaced.length, 0, `${misplaced.length} of ${all}: ${misplaced[0]}`);
    // An anchor that is always an orphan is never misplaced: most that were not touched must be found.
    assert.ok(count('kept') > 6 * count('orphan though untouched') && count('kept') > all / 2, counts);
  });
});
