import type { Candidate } from './parser';
import { TAG } from '../text/tags';
import type { Words } from './words';

/** Which way a clause looks from the day of publication. */
export type Direction = 'past' | 'future';

/** Verbs and adjectives behind which a date lies ahead: "scheduled for", "expires", "due". */
const AHEAD = new Set(
  `scheduled set slated due expected planned supposed payable effective expire expires mature matures upcoming deadline
  until till by plans plan hopes intends intend expects expect aims postponed`.split(/\s+/),
);
const FUTURE_MODALS = new Set("will shall may might can must should would could wo ca 'll ’ll ll".split(' '));
const BACK = new Set(['since', 'ended', 'dated']);
const BE_NOW = new Set(['is', 'are', 'am', "'s", "'re", "'m", '’s', '’re', '’m', 'be']);
const BE_THEN = new Set(['was', 'were', 'been', 'had', 'has', 'have', "'ve", '’ve', "'d", 'having', 'being']);

/** How far from the expression a verb may stand. */
const REACH = 40;

/** The direction of the clause that a candidate stands in; undefined when no verb or word tells. */
export function directionOf(words: Words, { from, to }: Candidate): Direction | undefined {
  const { lower, sentence, tag, count } = words;
  const own = sentence[from];
  const cue = lower[from - 1];
  if (BACK.has(cue) || BACK.has(lower[from - 2])) return 'past';
  if (lower[from - 1] === 'ending' || AHEAD.has(cue)) return 'future';
  for (let i = from - 1; i >= 0 && sentence[i] === own && from - i < REACH; i--) {
    const direction = verbDirection(words, i);
    if (direction) return direction;
    if ((tag[i] === TAG['``'] || tag[i] === TAG[':']) && from - i > 3) break;
  }
  for (let i = to; i < count && sentence[i] === own && i - to < REACH; i++) {
    const direction = verbDirection(words, i);
    if (direction) return direction;
  }
  return undefined;
}

/** What the verb at word `i` says; undefined for other words and for forms that carry no tense. */
function verbDirection({ lower, tag }: Words, i: number): Direction | undefined {
  switch (tag[i]) {
    case TAG.VBD:
      return 'past';
    case TAG.MD:
      return FUTURE_MODALS.has(lower[i]) ? 'future' : undefined;
    case TAG.VBZ:
    case TAG.VBP:
      if (lower[i] === 'has' || lower[i] === 'have' || lower[i] === 'says' || lower[i] === 'say') return 'past';
      return 'future';
    case TAG.VB:
      for (let j = i - 1; j >= 0 && i - j <= 4; j--) {
        if (lower[j] === 'to' || FUTURE_MODALS.has(lower[j])) return 'future';
        if (lower[j] === 'did' || lower[j] === "n't") return 'past';
      }
      return undefined;
    case TAG.VBN:
      for (let j = i - 1; j >= 0 && i - j <= 4; j--) {
        if (FUTURE_MODALS.has(lower[j])) return 'future';
        if (BE_THEN.has(lower[j])) return 'past';
        if (BE_NOW.has(lower[j])) return AHEAD.has(lower[i]) || lower[j] === 'be' ? 'future' : undefined;
      }
      return AHEAD.has(lower[i]) ? 'future' : 'past';
    case TAG.VBG:
      for (let j = i - 1; j >= 0 && i - j <= 3; j--) {
        if (BE_NOW.has(lower[j])) return 'future';
        if (BE_THEN.has(lower[j])) return 'past';
      }
      return undefined;
    default:
      return undefined;
  }
}
