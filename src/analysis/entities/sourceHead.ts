import type { Span } from '../analysis';

/** What ends the phrase that a source begins with: "Smith, the editor", "officials of the ministry", "Smith and Jones". */
const ENDS_PHRASE = /[,;:()"“”]|\s(?:of|for|at|in|on|from|with|to|by|and|or|who|which|that)\s/;
/** No phrase has more characters between two of its mentions. */
const WIDEST_GAP = 60;

/**
 * The mention that the words of a source are about, of those that lie in it (in order of place, a longer one before those
 * inside it): the first, or, where the first only tells which one, the head behind it: "Jones" in "Ryanair boss Tom Jones".
 */
export function headMention<M extends Span>(text: string, mentions: readonly M[]): M | undefined {
  let head: M | undefined = mentions[0];
  for (const mention of mentions) {
    if (!head || mention.start < head.end) continue;
    if (mention.start - head.end > WIDEST_GAP || ENDS_PHRASE.test(` ${text.slice(head.end, mention.start)} `)) break;
    head = mention;
  }
  return head;
}
