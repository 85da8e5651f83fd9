import { isFiniteVerb, isNoun, isProper, isPunctuation, isVerb, TAG } from '../text/tags';
import { CUE_NOUNS, CUE_VERBS, WORD, WORDS } from './cueLexicon';
import { basePhraseEndingAt, hasVerb, phraseEndingAt, phraseFrom, verbGroupBegin } from './phrases';
import { quotationBegin, quotationEnd } from './quotation';
import { joinedRanges, type Range, type TokenAttribution, without } from './ranges';
import type { Reading } from './reading';

/** An attribution that grammar alone makes plain, and the token that stands for its cue. */
export interface Construction extends TokenAttribution {
  readonly anchor: number;
  /** One of FORM. */
  readonly form: number;
}

/** The forms of constructions; 0 stands for none. */
export const FORM = {
  according: 1, // "according to the report"
  noun: 2, // "assurances that"
  nounOf: 3, // "assurances from the minister that"
  before: 4, // "..., the official said"
  inverted: 5, // "...," said the official
  behind: 6, // "the official said ..."
  that: 7, // "the official said that ..."
  quoted: 8, // he said: "..."
  around: 9, // "...," he said, "..."
  extracted: 10, // "demands the United States says are unacceptable"
  turn: 11, // WALLACE: Will she be there?
  signed: 12, // "He ought to resign." - Jane Smith, teacher
} as const;

type Found = Omit<Construction, 'anchor'>;

/**
 * Attributions by construction: what tags and a lexicon make plain, without training. Each construction looks at one cue and
 * answers with the attribution it makes, or not at all. Tokens `[from, to)` are one paragraph.
 */
export function constructionsIn(reading: Reading, from: number, to: number): Construction[] {
  const found: Construction[] = [];
  const { sentence } = reading.tokens;
  const { types } = reading;
  const known = reading.vocabulary.column(WORDS);
  for (let s = from < to ? sentence[from] : 0; from < to && s <= sentence[to - 1]; s++) {
    const first = reading.sentences.firstToken[s];
    const end = reading.sentences.endToken[s];
    const earlier: Construction[] = [];
    for (let i = first; i < end; i++) {
      if (!(known[types[i]] & MAY_BE_CUE)) continue;
      const scope = { reading, from: Math.max(first, i - FARTHEST), to: Math.min(end, i + FARTHEST) };
      const attribution = accordingTo(scope, i) ?? nounCue(scope, i) ?? verbCue(scope, i, earlier);
      if (attribution) earlier.push({ ...attribution, anchor: i });
    }
    for (const each of earlier) found.push(each);
  }
  const whole = turn(reading, from, to) ?? signed(reading, from, to);
  return whole ? [...found, whole] : found;
}

/** A speaker's name has no more words than this: "Sen. Bernie Sanders (I-VT)". */
const LONGEST_LABEL = 6;

/** A turn of a transcript: "WALLACE: Will she be there?" */
function turn(reading: Reading, from: number, to: number): Construction | undefined {
  const { words, tokens, quotation } = reading;
  const begin = quotation[from] && isPunctuation(tokens.tag[from]) ? from + 1 : from; // a transcript may be quoted as a whole
  let colon = begin;
  while (colon < to && colon - begin <= LONGEST_LABEL && isPartOfName(reading, colon)) colon++;
  if (colon === begin || colon + 2 >= to || words[colon] !== ':') return undefined;
  if (!hasVerb(reading, colon + 1, to) || isVerb(tokens.tag[colon - 1])) return undefined;
  const roles = attribution(
    FORM.turn,
    [{ from: begin, to: colon }],
    { from: colon, to: colon + 1 },
    [{ from: colon + 1, to }],
    0.7,
  );
  return roles && { ...roles, anchor: colon };
}

/** Part of a name as transcripts label turns: a proper noun, or a word in capitals, which the tagger may take for another. */
function isPartOfName({ words, tokens }: Reading, i: number): boolean {
  return isProper(tokens.tag[i]) || (words[i].length > 1 && /^\p{Lu}[\p{Lu}.'’-]*$/u.test(words[i]));
}

/** A quotation with its speaker's name behind a dash, and nothing else in the paragraph. */
function signed(reading: Reading, from: number, to: number): Construction | undefined {
  const { words, tokens, quotation } = reading;
  if (!quotation[from]) return undefined;
  let dash = quotationEnd(quotation, from);
  while (dash < to && words[dash] === '.') dash++;
  if (dash + 1 >= to || to - dash > LONGEST_SIGNATURE || !DASHES.has(words[dash])) return undefined;
  if (!isProper(tokens.tag[dash + 1]) && !/^\p{Lu}/u.test(words[dash + 1])) return undefined;
  const name = phraseFrom(reading, dash + 1, to);
  const end = Math.max(name, dash + 2);
  if (hasVerb(reading, dash + 1, to)) return undefined;
  const roles = attribution(
    FORM.signed,
    [{ from: dash + 1, to: end }],
    { from: dash, to: dash + 1 },
    [{ from, to: quotationEnd(quotation, from) }],
    0.7,
  );
  return roles && { ...roles, anchor: dash };
}

/** A name with what its bearer does, in words. */
const LONGEST_SIGNATURE = 25;

const DASHES = new Set(['-', '--', '–', '—', '―']);

/**
 * Who is about to speak where a paragraph ends with a colon: "The minister told reporters:". What is said is the next paragraph.
 * The last verb of saying before the colon that has a subject is the cue.
 */
export function introductionIn(reading: Reading): { source: Range; cue: Range } | undefined {
  const { words, lower, tokens, sentences, quotation } = reading;
  const colon = tokens.count - 1;
  if (words[colon] !== ':') return undefined;
  const from = Math.max(sentences.firstToken[tokens.sentence[colon]], colon - LONGEST_INTRODUCTION);
  for (let i = colon - 1; i > from; i--) {
    if (quotation[i] || !isVerb(tokens.tag[i]) || !CUE_VERBS.get(lower[i])?.has('saying')) continue;
    const begin = verbGroupBegin(reading, i, from);
    const source = subjectBefore({ reading, from, to: colon }, begin, []);
    if (source) return { source, cue: { from: begin, to: i + 1 } };
  }
  return undefined;
}

/** The source and the cue of an introduction stand in so many tokens before the colon. */
const LONGEST_INTRODUCTION = 40;

/** Bits of the words that a construction can be made around. */
const MAY_BE_CUE = WORD.cueVerb | WORD.cueNoun | WORD.according;

/** No construction looks farther than this many tokens from its cue: endless sentences cost no more than others. */
const FARTHEST = 150;

/** The part of a sentence around a cue, tokens `[from, to)`. */
interface Scope {
  readonly reading: Reading;
  readonly from: number;
  readonly to: number;
}

/** "according to the poll": the source follows, the content is the rest of the sentence. */
function accordingTo({ reading, from, to }: Scope, i: number): Found | undefined {
  const { lower } = reading;
  if (lower[i] !== 'according' || lower[i + 1] !== 'to' || i + 2 >= to) return undefined;
  const named = phraseFrom(reading, i + 2, to);
  const end = i === from ? named : appositionEnd(reading, named, to);
  if (end <= i + 2) return undefined;
  const before = { from, to: trimmedEnd(reading, from, i) };
  const after = { from: lower[end] === ',' ? end + 1 : end, to: clauseEnd(reading, end, to) };
  const content = before.to > before.from + 1 ? [before] : [after];
  return attribution(FORM.according, [{ from: i + 2, to: end }], { from: i, to: i + 2 }, content, 0.7);
}

/** "assurances from President Joe Biden to Putin that he has no intention ...", "Moscow's accusations that ..." */
function nounCue({ reading, to }: Scope, i: number): Found | undefined {
  const { lower, tokens } = reading;
  if (!CUE_NOUNS.has(lower[i]) || !isNoun(tokens.tag[i]) || isVerbOfMany(reading, i)) return undefined;
  let at = i + 1;
  let source: Range | undefined;
  while (at < to && at - i < 16 && ['from', 'by', 'of', 'to'].includes(lower[at])) {
    const end = basePhraseTo(reading, at + 1, to);
    if (end <= at + 1) break;
    if (!source && lower[at] !== 'to') source = { from: at + 1, to: end };
    at = end;
  }
  if (lower[at] !== 'that' || at + 1 >= to || !hasVerb(reading, at + 1, to)) return undefined;
  const possessor = i - 1 > 0 && (tokens.tag[i - 1] === TAG.POS || tokens.tag[i - 1] === TAG['PRP$']);
  if (!source && possessor) {
    const last = tokens.tag[i - 1] === TAG.POS ? i - 2 : i - 1;
    const begin = last === i - 1 ? last : basePhraseEndingAt(reading, last, 0);
    if (begin >= 0) source = { from: begin, to: last + 1 };
  }
  return attribution(
    source ? FORM.nounOf : FORM.noun,
    source ? [source] : [],
    { from: i, to: i + 1 },
    [{ from: at, to: clauseEnd(reading, at, to) }],
    0.5,
  );
}

/** Forms that make a passive of the participle behind them. */
const BE = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being']);

/** A verb that looks like a noun and was taken for one: "Critics fear that". */
function isVerbOfMany({ lower, tokens }: Reading, i: number): boolean {
  if (tokens.tag[i] !== TAG.NN || lower[i + 1] !== 'that' || i === 0) return false;
  return tokens.tag[i - 1] === TAG.NNS || tokens.tag[i - 1] === TAG.NNPS;
}

/** A verb of saying, thinking, wanting or judging, its subject and what goes with it. */
function verbCue(scope: Scope, i: number, earlier: readonly TokenAttribution[]): Found | undefined {
  const { reading, from } = scope;
  const { lower, tokens, quotation } = reading;
  const classes = CUE_VERBS.get(lower[i]);
  if (!classes || !(isVerb(tokens.tag[i]) || isVerbOfMany(reading, i))) return undefined;
  if (quotation[i]) return undefined;
  const begin = verbGroupBegin(reading, i, from);
  if (tokens.tag[i] === TAG.VBN && BE.has(lower[begin]) && !classes.has('saying') && !classes.has('thinking')) {
    return undefined; // "the talks are aimed at": who aims is not said
  }
  if (tokens.tag[i] === TAG.VBN && begin === i && lower[i + 1] === 'by') return undefined;
  const cue = { from: begin, to: i + 1 };
  const saying = classes.has('saying');
  const inverted = saying ? speakerAfter(scope, i + 1, begin) : undefined;
  const subject = inverted ?? subjectBefore(scope, begin, earlier);
  if (!subject) return undefined;
  const behind = inverted ? inverted.to : i + 1;
  const ahead = saying || classes.has('thinking') ? contentBefore(scope, inverted ? cue : subject, behind) : undefined;
  const following = contentAfter(scope, behind, classes.has('judging') || classes.has('wanting'), Boolean(ahead));
  const extracted = following && subjectOfContent(scope, subject, following);
  const content = [ahead, extracted, following].filter((range) => range !== undefined);
  if (!content.length) return undefined;
  const form = ahead
    ? following
      ? FORM.around
      : inverted
        ? FORM.inverted
        : FORM.before
    : extracted
      ? FORM.extracted
      : following && reading.quotation[following.from]
        ? FORM.quoted
        : following && lower[following.from] === 'that'
          ? FORM.that
          : FORM.behind;
  return attribution(form, [subject], cue, without(content, [subject, cue]), 0.6);
}

/** ", said Jane Smith, head of the panel" behind a quotation or a comma. */
function speakerAfter({ reading, from, to }: Scope, at: number, cueBegin: number): Range | undefined {
  if (cueBegin === from || !(isComma(reading, cueBegin - 1) || reading.quotation[cueBegin - 1])) return undefined;
  const base = phraseFrom(reading, at, to);
  if (base <= at || (base < to && isVerb(reading.tokens.tag[base]))) return undefined;
  return { from: at, to: appositionEnd(reading, base, to) };
}

/** The subject before a verb group, past a parenthesis between commas: "the official, briefing reporters, said". */
function subjectBefore(
  { reading, from }: Scope,
  begin: number,
  earlier: readonly TokenAttribution[],
): Range | undefined {
  const { lower, tokens } = reading;
  const last = begin - 1;
  if (last < from) return undefined;
  if (lower[last] === ',') {
    const open = earlierComma(reading, last, from);
    if (tokens.tag[begin] === TAG.VBG) return earlier.at(-1)?.source[0]; // "..., adding that"
    if (open < 0) return undefined;
    const head = phraseEndingAt(reading, open - 1, from);
    if (head < 0) return undefined;
    return { from: head, to: isApposition(reading, open + 1) ? last : open };
  }
  if (tokens.tag[last] === TAG.CC) return earlier.at(-1)?.source[0];
  const head = phraseEndingAt(reading, last, from);
  return head < 0 ? undefined : { from: head, to: last + 1 };
}

/** "Smith, head of the panel," but not "Smith, briefing reporters,". */
function isApposition({ tokens, lower }: Reading, at: number): boolean {
  const tag = tokens.tag[at];
  return (tag === TAG.DT || tag === TAG.CD || tag === TAG['PRP$'] || isNoun(tag)) && !lower[at].endsWith('ing');
}

function earlierComma({ lower }: Reading, before: number, from: number): number {
  for (let i = before - 1; i > from && before - i < 40; i--) if (lower[i] === ',') return i;
  return -1;
}

/**
 * The content that goes before its source and cue: "..., the official said." It runs from the begin of the sentence, or of
 * the quotation where that began in an earlier sentence.
 */
function contentBefore({ reading, from, to }: Scope, first: Range, behind: number): Range | undefined {
  const { quotation, lower } = reading;
  const end = trimmedEnd(reading, from, first.from);
  const closed = end < first.from || quotation[first.from - 1] > 0;
  if (!closed || end <= from) return undefined;
  const goesOn = behind < to && !isPunctuation(reading.tokens.tag[behind]);
  if (goesOn && !quotation[first.from - 1] && !['in', 'on', 'at', 'during', 'to'].includes(lower[behind]))
    return undefined;
  if (!quotation[first.from - 1] && !hasVerb(reading, from, end)) return undefined;
  const begin = quotation[from] ? quotationBegin(quotation, from) : from;
  return { from: begin, to: quotation[first.from - 1] ? first.from : end };
}

/** "demands the United States says are unacceptable": the content's subject stands before the source. */
function subjectOfContent({ reading, from }: Scope, source: Range, content: Range): Range | undefined {
  if (!isFiniteVerb(reading.tokens.tag[content.from]) || source.from === from) return undefined;
  const last = source.from - 1;
  // A lone word behind a comma is a noun, whatever the tagger takes it for.
  const begin = reading.lower[last - 1] === ',' ? last : basePhraseEndingAt(reading, last, from);
  return begin < 0 || reading.lower[begin] === ',' ? undefined : { from: begin, to: source.from };
}

/** The content behind the cue: a clause, an infinitive, a quotation that may run over sentences, or an object. */
function contentAfter(
  { reading, to }: Scope,
  from: number,
  takesObject: boolean,
  hasContent: boolean,
): Range | undefined {
  const { lower, quotation, tokens } = reading;
  let begin = from;
  if (!takesObject) {
    const addressee = basePhraseTo(reading, begin, to);
    const next = lower[addressee];
    if (addressee > begin && (next === 'that' || next === ',' || next === ':' || quotation[addressee]))
      begin = addressee;
  }
  while (begin < to && (lower[begin] === ',' || lower[begin] === ':')) begin++;
  if (begin >= to) return undefined;
  const quoted = quotation[begin] > 0;
  if (hasContent && !quoted) return undefined;
  if (quoted) return { from: begin, to: quotationEnd(quotation, begin) };
  if (begin !== from && lower[begin] !== 'that' && lower[begin - 1] !== ':') return undefined;
  const end = clauseEnd(reading, begin, to);
  const plain = begin === from && !takesObject && lower[begin] !== 'that' && lower[begin] !== 'to';
  if (plain && !hasVerb(reading, begin, end)) return undefined;
  if (isPunctuation(tokens.tag[begin])) return undefined;
  return { from: begin, to: end };
}

/** Where the clause ends that begins at `from`: at the sentence's end, or before a comma that begins another one. */
function clauseEnd(reading: Reading, from: number, to: number): number {
  const { lower, tokens, quotation } = reading;
  for (let i = from; i < to; i++) {
    if (quotation[i]) continue;
    if (lower[i] === ';') return i;
    if (CONTRASTS.has(lower[i]) && i > from + 2) return trimmedEnd(reading, from, i);
    if (lower[i] === ',' && i + 1 < to && i > from) {
      const next = tokens.tag[i + 1];
      if (next === TAG.VBG || lower[i + 1] === 'which' || lower[i + 1] === 'who') return i;
      if (isNoun(next) && CUE_NOUNS.has(lower[i + 1])) return i;
      if (lower[i + 1] === 'demands') return i;
    }
  }
  return trimmedEnd(reading, from, to);
}

const CONTRASTS = new Set(['despite', 'although', 'whereas']);

/** `to`, less the full stop or comma (and what else is no part of a content) in front of it, unless quoted. */
function trimmedEnd({ tokens, quotation }: Reading, from: number, to: number): number {
  while (to > from && !quotation[to - 1] && isPunctuation(tokens.tag[to - 1])) to--;
  return to;
}

/** End of a plain noun phrase without attached ones: "President Joe Biden", "reporters". */
function basePhraseTo(reading: Reading, from: number, limit: number): number {
  const { tag } = reading.tokens;
  const end = phraseFrom(reading, from, limit);
  for (let i = from; i < end; i++) if (tag[i] === TAG.IN || tag[i] === TAG.TO) return i;
  return end;
}

/** ", head of the panel," behind a name: apposition up to the next comma, or to the sentence's end. */
function appositionEnd(reading: Reading, at: number, to: number): number {
  const { lower, tokens } = reading;
  if (lower[at] !== ',' || at + 1 >= to) return at;
  const next = tokens.tag[at + 1];
  if (next !== TAG.DT && !isNoun(next) && next !== TAG.JJ && next !== TAG.WP) return at;
  for (let i = at + 1; i < to && i - at < 40; i++) {
    if (lower[i] === ',' || reading.quotation[i]) return i;
    if (i + 1 === to) return trimmedEnd(reading, at, to);
  }
  return at;
}

function isComma({ lower }: Reading, i: number): boolean {
  return lower[i] === ',';
}

function attribution(
  form: number,
  source: readonly Range[],
  cue: Range,
  content: readonly Range[],
  confidence: number,
): Found | undefined {
  const rest = without(joinedRanges(content), [...source, cue]);
  return rest.length ? { form, source, cue: [cue], content: rest, confidence } : undefined;
}
