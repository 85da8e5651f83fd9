import { type Proposal, proposalsOf, standing } from '../accurate/judge';
import type { ParagraphReading, Readings } from '../accurate/reading';
import type { AttributionSpans, Paragraph } from '../analysis';
import type { Models } from '../models';
import { SharedRoom } from '../room';
import { type Facts, step } from '../step';
import { Remembered } from '../text/keptParagraphs';
import type { ParagraphWords } from '../text/readParagraph';
import { joinParagraphs } from '../text/textStep';
import { type BorderedParagraph, type Borders, joinedAcross } from './acrossParagraphs';
import { bordersOf } from './borders';
import { attributionsIn } from './engine';
import { headlineAttribution } from './headline';
import { kindOf } from './kind';
import { settled } from './pieces';
import { attributionSpans, movedBy, type Range, shiftedSpans, type TokenAttribution, without } from './ranges';
import { behindDateline, type ReadFacts, type Reading, readTokens } from './reading';
import { viewTokens } from './tokenView';

/** Finds who is said to have said, thought or wanted what: source, cue and content of each attribution. */
export const attributionStep = step({
  name: 'attribution',
  requires: [
    ...(['text', 'parts', 'words', 'types', 'vocabulary', 'tokens', 'sentences', 'paragraphs'] as const),
    ...(['models', 'readings'] as const),
  ],
  adds: ['attributionSpans'],
  run: ({ models, readings, ...facts }) => ({ attributionSpans: findAttributions(facts, models, readings) }),
});

/** What the fast engine finds in a paragraph, which it reads by itself; tokens and offsets are the paragraph's own. */
export interface FastReading {
  /** As it proposes them to be judged beside the accurate engine's; `spans` are settled. */
  readonly attributions: readonly TokenAttribution[];
  readonly spans: readonly AttributionSpans[];
  readonly borders: Borders;
}

/** Where a paragraph's reading has its arrays, which none is left of when its attributions are found. */
const ROOM = new SharedRoom();

const FOUND = new Remembered<FastReading>();

type ParagraphFacts = ReadFacts & Pick<Facts, 'parts'>;

/** In text order of the first content span. */
function findAttributions(facts: ParagraphFacts, models: Models, readings: Readings): AttributionSpans[] {
  const fast = readAllFast(facts, models);
  const accurate = accurateIn(facts, fast, readings);
  const read = facts.paragraphs.map((paragraph, p): BorderedParagraph => {
    const { start } = paragraph;
    const { spans, borders } = fast[p];
    const attributions = isRead(paragraph, readings[p])
      ? (accurate.get(p) ?? [])
      : spans.map((each) => shifted(each, start));
    return { start, borders, attributions };
  });
  return joinedAcross(read).flat().sort(byContent);
}

/** What the fast engine finds, paragraph by paragraph. */
export function readAllFast(facts: ParagraphFacts, models: Models): FastReading[] {
  return facts.paragraphs.map((_, p) => readFast(facts, p, models));
}

/** What both engines find together in the paragraphs that the accurate one has read, by paragraph. */
function accurateIn(
  facts: ParagraphFacts,
  fast: readonly FastReading[],
  readings: Readings,
): Map<number, AttributionSpans[]> {
  const found = new Map<number, AttributionSpans[]>();
  const model = readings.find((each) => each)?.model;
  if (!model) return found;
  const whole = readTokens(facts);
  const proposals = proposedIn(facts, whole, fast, readings);
  for (const each of withoutOthersWords(whole, standing(proposals, whole.tokens.count, model))) {
    const p = whole.sentences.paragraph[whole.tokens.sentence[each.content[0].from]];
    const spans = attributionSpans(whole, each, kindOf(whole, each));
    const list = found.get(p);
    if (list) list.push(spans);
    else found.set(p, [spans]);
  }
  return found;
}

/** Attributions without what they take from a paragraph that is not theirs and in which somebody else says those words. */
function withoutOthersWords(reading: Reading, attributions: readonly TokenAttribution[]): TokenAttribution[] {
  const { tokens, sentences } = reading;
  const paragraphOf = ({ from }: Range): number => sentences.paragraph[tokens.sentence[from]];
  const isOwn = new Uint8Array(tokens.count);
  for (const { cue, content } of attributions)
    for (const range of content) if (paragraphOf(range) === paragraphOf(cue[0])) isOwn.fill(1, range.from, range.to);
  return attributions.flatMap((each) => {
    const own = paragraphOf(each.cue[0]);
    const others = new Set<number>();
    for (const range of each.content)
      if (paragraphOf(range) !== own && isOwn.subarray(range.from, range.to).includes(1))
        others.add(paragraphOf(range));
    if (!others.size) return [each];
    const content = each.content.filter((range) => !others.has(paragraphOf(range)));
    return settled(reading, { ...each, content }) ?? [];
  });
}

/** Titles are left to the fast engine. */
function isRead({ role }: Paragraph, reading: ParagraphReading | undefined): reading is ParagraphReading {
  return role === 'body' && reading !== undefined;
}

/** What both engines propose in the paragraphs that the accurate one has read, in settled pieces. */
export function proposedIn(
  { paragraphs }: Pick<ParagraphFacts, 'paragraphs'>,
  whole: Reading,
  fast: readonly FastReading[],
  readings: Readings,
): Proposal[] {
  return paragraphs.flatMap((paragraph, p) => {
    const reading = readings[p];
    if (!isRead(paragraph, reading) || whole.firstToken[p] < 0) return [];
    const attributions = fast[p].attributions.map((each) => movedBy(each, whole.firstToken[p]));
    return proposalsOf(withoutDateline(reading, whole, p), attributions).flatMap((each) => settled(whole, each) ?? []);
  });
}

function readFast({ text, paragraphs, parts }: ParagraphFacts, p: number, models: Models): FastReading {
  const known = FOUND.of(parts[p]);
  if (known) return known;
  ROOM.clear();
  const reading = readAlone(text, paragraphs[p], parts[p]);
  const attributions = attributionsAlone(reading, models);
  const spans = attributions
    .flatMap((each) => settled(reading, each) ?? [])
    .map((each) => attributionSpans(reading, each, kindOf(reading, each)))
    .sort(byContent);
  const found = { attributions, spans, borders: bordersOf(reading) };
  FOUND.set(parts[p], found);
  return found;
}

const byContent = (a: AttributionSpans, b: AttributionSpans): number =>
  a.content[0].start - b.content[0].start || a.content[0].end - b.content[0].end;

/** A paragraph as if it were a text. */
function readAlone(text: string, { start, end, textStart, role }: Paragraph, part: ParagraphWords): Reading {
  const paragraphs = [{ start: 0, end: end - start, textStart: textStart - start, role }];
  const { vocabulary } = part;
  const { words, types, tokens, sentences } = joinParagraphs(paragraphs, [part], vocabulary, ROOM);
  return readTokens({ text: text.slice(start, end), paragraphs, vocabulary, words, types, tokens, sentences }, ROOM);
}

function attributionsAlone(reading: Reading, { attribution, gazetteer }: Models): TokenAttribution[] {
  const { count } = reading.tokens;
  if (!count) return [];
  const headline = reading.paragraphs[0].role === 'title' ? headlineAttribution(reading, 0, count) : undefined;
  return headline
    ? [headline]
    : attributionsIn(reading, viewTokens(reading, gazetteer, ROOM), [behindDateline(reading, 0)], attribution, ROOM);
}

/** A dateline is nobody's words: "WASHINGTON (Reuters) - " before a claim that begins the article. */
function withoutDateline(paragraph: ParagraphReading, reading: Reading, p: number): ParagraphReading {
  const { from } = behindDateline(reading, p);
  if (from === reading.firstToken[p]) return paragraph;
  const dateline = [{ from: reading.firstToken[p], to: from }];
  const candidates = paragraph.candidates.map((candidate) => ({
    ...candidate,
    source: without(candidate.source, dateline),
    cue: without(candidate.cue, dateline),
    content: without(candidate.content, dateline),
  }));
  return { ...paragraph, candidates: candidates.filter(({ cue, content }) => cue.length && content.length) };
}

function shifted({ source, cue, content, kind, confidence }: AttributionSpans, by: number): AttributionSpans {
  const spans = [source, cue, content].map((list) => shiftedSpans(list, by));
  return { source: spans[0], cue: spans[1], content: spans[2], kind, confidence };
}
