import { firstWhere } from '../../util/firstWhere';
import type { FlatRoles } from './flatRoles';
import type { Range, TokenAttribution } from './ranges';

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

/**
 * By leftover: the candidates whose content holds most of it, in their order. Leftovers are in order of place and do not overlap.
 */
export function explaining<C extends Pick<TokenAttribution, 'content'>>(
  candidates: readonly C[],
  leftovers: readonly Range[],
): C[][] {
  const found = leftovers.map((): C[] => []);
  for (const candidate of candidates) {
    const shared = new Map<number, number>();
    for (const { from, to } of candidate.content) {
      const first = firstWhere(leftovers.length, (l) => leftovers[l].to > from);
      for (let l = first; l < leftovers.length && leftovers[l].from < to; l++)
        shared.set(l, (shared.get(l) ?? 0) + Math.min(to, leftovers[l].to) - Math.max(from, leftovers[l].from));
    }
    for (const [l, tokens] of shared) if (tokens * 2 >= leftovers[l].to - leftovers[l].from) found[l].push(candidate);
  }
  return found;
}
