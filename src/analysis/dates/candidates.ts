import type { Candidate, Parser } from './parser';
import type { Words } from './words';

/** What the parsers propose for a paragraph, in text order, not overlapping: of two that overlap the longer stays. */
export function findCandidates(words: Words, parsers: readonly Parser[]): Candidate[] {
  const proposed: Candidate[] = [];
  for (let at = 0; at < words.count; at++) {
    const trigger = words.trigger[at];
    if (trigger === 0) continue;
    for (const parser of parsers) {
      if ((parser.on & trigger) === 0) continue;
      const found = parser.read(words, at);
      if (found === undefined) continue;
      if (Array.isArray(found)) proposed.push(...(found as readonly Candidate[]));
      else proposed.push(found as Candidate);
    }
  }
  return longestFirst(proposed, words.count);
}

/** Drops of overlapping candidates the shorter; of equally long ones the later parser's. */
function longestFirst(proposed: readonly Candidate[], count: number): Candidate[] {
  const byLength = [...proposed].sort((a, b) => b.to - b.from - (a.to - a.from));
  const taken = new Uint8Array(count);
  const chosen: Candidate[] = [];
  for (const candidate of byLength) {
    const { from, to } = candidate;
    if (taken.subarray(from, to).includes(1)) continue;
    taken.fill(1, from, to);
    chosen.push(candidate);
  }
  return chosen.sort((a, b) => a.from - b.from);
}
