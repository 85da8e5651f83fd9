import { sharedTokens, tokenCount } from './candidate';
import type { FlatRoles } from './flatRoles';
import { quotationBegin, quotationEnd } from './quotation';
import { joinedRanges, type Range, type TokenAttribution } from './ranges';

/**
 * What the first tagger takes for somebody's words and no attribution holds. Those words are content nearly always; what is not
 * sure is whose they are.
 */
export function leftoversIn(
  { content }: FlatRoles,
  { from, to }: Range,
  attributions: readonly TokenAttribution[],
): Range[] {
  const held = new Uint8Array(to - from);
  for (const { source, cue, content: words } of attributions)
    for (const range of [...source, ...cue, ...words]) held.fill(1, range.from - from, range.to - from);
  const found: Range[] = [];
  for (let i = from; i < to;) {
    let end = i;
    while (end < to && content[end] >= SURE_STEP && !held[end - from]) end++;
    if (end - i >= SHORTEST) found.push({ from: i, to: end });
    i = Math.max(end, i + 1);
  }
  return found;
}

/** From this step of probability on (probabilityStep) a token is content: 0.6. */
const SURE_STEP = 4;
/** Fewer tokens are left alone. */
const SHORTEST = 4;

/** Does the candidate's content hold most of the leftover? */
export function explains({ content }: Pick<TokenAttribution, 'content'>, leftover: Range): boolean {
  return sharedTokens(content, [leftover]) * 2 >= leftover.to - leftover.from;
}

/** The quotation around the leftover; undefined where it stands in none. */
export function quotationOf(quotation: Int32Array, { from, to }: Range): Range | undefined {
  if (!quotation[from]) return undefined;
  const end = quotationEnd(quotation, from);
  return end >= to ? { from: quotationBegin(quotation, from), to: end } : undefined;
}

/**
 * The attributions with a quotation that begins a sentence as part of the content of the one that ends last before it: "..., he said.
 * "And ..."". Undefined where none does.
 */
export function continued(attributions: readonly TokenAttribution[], quotation: Range): TokenAttribution[] | undefined {
  let last = -1;
  let end = -1;
  attributions.forEach(({ source, cue, content }, a) => {
    const own = Math.max(...[...source, ...cue, ...content].map(({ to }) => to));
    if (own <= quotation.from && own > end) [last, end] = [a, own];
  });
  return last < 0 ? undefined : withContent(attributions, last, quotation);
}

/** The attributions, one of them with more content. */
function withContent(attributions: readonly TokenAttribution[], at: number, more: Range): TokenAttribution[] {
  return attributions.map((each, a) => (a === at ? { ...each, content: joinedRanges([...each.content, more]) } : each));
}

/** No more tokens than this stand between a content and the words that it goes on with: a mark, "and". */
const GAP = 3;

/**
 * The attributions with a leftover as part of the content that it stands beside, if it is no longer than that: the content of
 * a longer one would be another.
 */
export function extended(attributions: readonly TokenAttribution[], leftover: Range): TokenAttribution[] {
  const size = leftover.to - leftover.from;
  let best = -1;
  let nearest = GAP + 1;
  attributions.forEach(({ content }, a) => {
    if (tokenCount(content) < size) return;
    for (const { from, to } of content) {
      const gap = from >= leftover.to ? from - leftover.to : leftover.from - to;
      if (gap < nearest) [best, nearest] = [a, gap];
    }
  });
  return withContent(attributions, best, leftover);
}
