import type { Span } from '../analysis';

/** What ends the phrase that a source begins with: "Smith, the editor", "officials of the ministry", "Smith and Jones". */
const ENDS_PHRASE = /[,;:()"“”]|\s(?:of|for|at|in|on|from|with|to|by|and|or|who|which|that)\s/;
/** No phrase has more characters between two of its mentions. */
const WIDEST_GAP = 60;

/** "'s" and what is left of words that hyphens joined. */
const NO_WORDS = /^(?:['’]s?)?[^\p{L}\p{N}]*$/u;

/**
 * The mention that the words of a source are about, of those that lie in it (in order of place, a longer one before those
 * inside it): the first, or, where the first only tells which one, the head behind it: "Jones" in "Ryanair boss Tom Jones".
 * Undefined where the head is no mention: "the Geneva talks" are not Geneva.
 */
export function headMention<M extends Span>(text: string, source: Span, mentions: readonly M[]): M | undefined {
  let head: M | undefined = mentions[0];
  for (const mention of mentions) {
    if (!head || mention.start < head.end) continue;
    if (mention.start - head.end > WIDEST_GAP || ENDS_PHRASE.test(` ${text.slice(head.end, mention.start)} `)) break;
    head = mention;
  }
  if (!head) return undefined;
  const rest = `${text.slice(head.end, Math.min(source.end, head.end + WIDEST_GAP))} `;
  const end = rest.search(ENDS_PHRASE);
  return NO_WORDS.test(end < 0 ? rest.trim() : rest.slice(0, end).trim()) ? head : undefined;
}
