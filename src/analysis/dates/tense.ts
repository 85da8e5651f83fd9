import { lemmaOf } from '../text/lemma';
import { isCommonNoun, isDeterminer, TAG } from '../text/tags';
import type { Candidate } from './parser';
import type { Words } from './words';

/** Which way a clause looks from the day of publication. */
export type Direction = 'past' | 'future';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Directly before an expression. */
const CUES: ReadonlyMap<string, Direction> = new Map([
  ['since', 'past'],
  ['ended', 'past'],
  ['dated', 'past'],
  ['ending', 'future'],
  ['due', 'future'],
  ['payable', 'future'],
  ['effective', 'future'],
  ['upcoming', 'future'],
  ['by', 'future'],
]);
/** Verbs that put something into the calendar: what they are about lies ahead of them. */
const SCHEDULING = set('schedule slate plan postpone extend delay expect set adjourn reschedule');
/** Verbs whose present tense tells of what is in the calendar: "the talks begin Monday". */
const SCHEDULED = set(
  `begin start open end close meet arrive leave depart expire mature resume return face take go come kick conclude vote
  host hold travel visit launch celebrate mark run`,
);
/** Behind these "to" and a verb tell of what was: "began to", "failed to". */
const IMPLICATIVE = set('begin fail manage help use continue start refuse force try go come move rush');
/** Past tenses that are no other form: they tell whatever their tag. */
const PAST_FORMS = set(
  `said told fell rose met went came began won lost took gave made saw spoke wrote grew fought tore flew drove chose stole
  broke threw knew drew wore swore shook arose withdrew`,
);
/** Nouns for what is in the calendar: "a June 3 hearing". */
const EVENTS = set(
  `deadline hearing election elections summit date meeting meetings vote votes voting referendum conference trial runoff
  game match race final finals session debate talks ceremony funeral opening launch inauguration primary ballot release
  visit rally march protest strike concert festival parade event announcement speech address auction polls poll`,
);
const MODALS = set("will shall may might can must should would could wo ca 'll ’ll ll 'd");
const HAVE = set("has have had having 've ’ve 'd");
const BE_NOW = set("is are am 's 're 'm ’s ’re ’m be");
const BE_THEN = set('was were been being got');

/** How far from the expression a verb may stand, in words. */
const REACH = 40;

/** The direction of the clause that a candidate stands in; undefined when no verb or word tells. */
export function directionOf(words: Words, { from, to }: Candidate): Direction | undefined {
  const { lower } = words;
  const before = lower[from - 1];
  if (before === 'through' || before === 'until' || before === 'till') {
    // "Until Thursday, they had not": the clause follows
    if (isFronted(words, from - 1)) return search(words, to, 1) ?? 'future';
    const governing = search(words, from - 1, -1);
    return governing === 'past' && lower[from - 2] !== undefined ? 'future' : (governing ?? 'future');
  }
  const cue = CUES.get(before) ?? (lower[from - 2] === 'since' ? 'past' : undefined);
  if (cue === 'past' || (cue && before !== 'by')) return cue;
  // "Wednesday's ruling" has been, "Wednesday's hearing" is where the clause says so
  if (isPossessive(words, to))
    return isOfEvent(words, to) && (search(words, from - 1, -1) ?? search(words, to, 1)) === 'future'
      ? 'future'
      : 'past';
  if (isAttributive(words, from, to)) return EVENTS.has(lower[to]) ? undefined : 'past';
  const [first, second] = isFronted(words, from) ? [1, -1] : [-1, 1];
  const direction =
    search(words, first < 0 ? from - 1 : to, first) ?? search(words, second < 0 ? from - 1 : to, second);
  return direction ?? cue ?? (isPresent(words, from) ? 'future' : undefined);
}

/** "The vote is on Wednesday": nothing but a present "is" before it. */
function isPresent({ lower, sentence }: Words, from: number): boolean {
  for (let i = from - 1; i >= 0 && sentence[i] === sentence[from] && from - i < 6; i--) {
    if (lower[i] === 'is' || lower[i] === 'are') return true;
  }
  return false;
}

/** Does one of the next words name what is in the calendar: "Wednesday's first budget vote"? */
function isOfEvent({ lower, sentence }: Words, to: number): boolean {
  for (let i = to; i < to + 5 && sentence[i] === sentence[to]; i++) if (EVENTS.has(lower[i])) return true;
  return false;
}

function isPossessive({ lower, tag }: Words, to: number): boolean {
  return lower[to] === "'s" || lower[to] === '’s' || tag[to - 1] === TAG['NNP$'] || tag[to - 1] === TAG['NN$'];
}

/** "its June agreement", "the Oct. 23 shooting": a noun's attribute says of itself when; what is named so has been. */
function isAttributive({ lower, tag }: Words, from: number, to: number): boolean {
  return isDeterminer(tag[from - 1]) && isCommonNoun(tag[to]) && lower[to] !== undefined;
}

/** Does the expression open its clause, so that its verb follows: "On Monday, ...", "but in March a judge ..."? */
function isFronted({ lower, sentence, tag }: Words, from: number): boolean {
  let i = from - 1;
  if (i >= 0 && sentence[i] === sentence[from] && (tag[i] === TAG.IN || tag[i] === TAG.RB)) i--;
  if (i < 0 || sentence[i] !== sentence[from]) return true;
  return OPENERS.has(lower[i]);
}

const OPENERS = set("but and that , ; : -- — – _ `` '' \" “ ” when while because after as");

/** The first verb from word `i` on, in steps of `step`, that tells a direction; within the sentence. */
function search(words: Words, i: number, step: number): Direction | undefined {
  const { sentence, count } = words;
  const own = sentence[step < 0 ? i + 1 : i - 1];
  for (let steps = 0; steps < REACH && i >= 0 && i < count && sentence[i] === own; i += step, steps++) {
    const direction = verbDirection(words, i, step);
    if (direction) return direction;
  }
  return undefined;
}

/** What the verb at word `i` says; undefined for other words and for forms that carry no tense. */
function verbDirection(words: Words, i: number, step: number): Direction | undefined {
  const { lower, tag } = words;
  if (PAST_FORMS.has(lower[i]) && lower[i - 1] !== 'be') return 'past';
  switch (tag[i]) {
    case TAG.VBD:
      // "planned a rally on Saturday", but "On Saturday they planned"
      return step < 0 && SCHEDULING.has(lemmaOf(lower[i], TAG.VBD)) && !isAdverbialPast(words, i) ? 'future' : 'past';
    case TAG.MD:
      if (!MODALS.has(lower[i])) return undefined;
      return isDenied(words, i) ? 'past' : 'future';
    case TAG.VBZ:
    case TAG.VBP:
      if (HAVE.has(lower[i])) return undefined; // its participle tells
      return SCHEDULED.has(lemmaOf(lower[i], tag[i])) ? 'future' : undefined;
    case TAG.VB:
      return (
        infinitiveDirection(words, i) ?? (SCHEDULED.has(lower[i]) && !isCommonNoun(tag[i - 1]) ? 'future' : undefined)
      );
    case TAG.VBN:
      return participleDirection(words, i);
    case TAG.VBG:
      for (let j = i - 1; j >= 0 && i - j <= 3; j--) {
        if (BE_NOW.has(lower[j]))
          return SCHEDULED.has(lemmaOf(lower[i], TAG.VBG)) || lower[i] === 'going' ? 'future' : undefined;
        if (BE_THEN.has(lower[j])) return 'past';
      }
      return undefined;
    default:
      return undefined;
  }
}

/** "could not be reached Wednesday", "neither could be located": what could not be was tried. */
function isDenied({ lower, sentence }: Words, i: number): boolean {
  if (lower[i] !== 'could') return false;
  if (lower[i + 1] === 'not' || lower[i + 1] === "n't" || lower[i + 1] === 'n’t') return true;
  for (let j = i - 1; j >= 0 && i - j < 10 && sentence[j] === sentence[i]; j--) {
    if (lower[j] === 'neither' || lower[j] === 'nobody' || lower[j] === 'none') return true;
  }
  return false;
}

/** "had extended" tells of the past, "extended the offer to" of what is ahead. */
function isAdverbialPast({ lower }: Words, i: number): boolean {
  return lower[i - 1] === 'had' || lower[i] === 'delayed' || lower[i] === 'expected';
}

function infinitiveDirection(words: Words, i: number): Direction | undefined {
  const { lower, tag } = words;
  for (let j = i - 1; j >= 0 && i - j <= 4; j--) {
    if (MODALS.has(lower[j])) return isDenied(words, j) ? 'past' : 'future';
    if (lower[j] === 'did') return 'past';
    if (lower[j] !== 'to') continue;
    // "had been due to expire", "began to fall"
    for (let k = j - 1; k >= 0 && j - k <= 4; k--) {
      if (lower[k] === 'had') return 'past';
      if (BE_THEN.has(lower[k])) continue;
      if (tag[k] === TAG.VBD || tag[k] === TAG.VBN)
        return IMPLICATIVE.has(lemmaOf(lower[k], tag[k])) ? 'past' : 'future';
    }
    return 'future';
  }
  return lower[i - 1] === 'please' || i === 0 || words.sentence[i] !== words.sentence[i - 1] ? 'future' : undefined;
}

function participleDirection(words: Words, i: number): Direction | undefined {
  const { lower, tag } = words;
  const scheduling =
    SCHEDULING.has(lemmaOf(lower[i], TAG.VBN)) &&
    (lower[i + 1] === 'for' || lower[i + 1] === 'to' || lower[i + 1] === 'until');
  for (let j = i - 1; j >= 0 && i - j <= 4; j--) {
    if (lower[j] === 'had') return 'past';
    if (MODALS.has(lower[j])) return isDenied(words, j) ? 'past' : 'future';
    if (HAVE.has(lower[j])) return scheduling || SCHEDULING.has(lemmaOf(lower[i], TAG.VBN)) ? 'future' : 'past';
    if (BE_THEN.has(lower[j])) return scheduling ? 'future' : 'past';
    if (BE_NOW.has(lower[j]))
      return lower[j] === 'be'
        ? beDirection(words, j)
        : SCHEDULING.has(lemmaOf(lower[i], TAG.VBN))
          ? 'future'
          : undefined;
  }
  if (scheduling) return 'future';
  // "a still unspecified date": an adjective of the noun behind it
  return isCommonNoun(tag[i + 1]) ? undefined : 'past';
}

/** "to be completed", "will be signed". */
function beDirection(words: Words, be: number): Direction | undefined {
  const { lower } = words;
  for (let j = be - 1; j >= 0 && be - j <= 3; j--) {
    if (lower[j] === 'to') return 'future';
    if (MODALS.has(lower[j])) return isDenied(words, j) ? 'past' : 'future';
  }
  return undefined;
}
