import type { Decision } from './review';

/**
 * Two states of one review as one, by decision: what either has is in it. A decision never changes but for its anchors,
 * of which the later ones count, and for being withdrawn and restored, of which each side's latest counts. So it does not
 * matter which side is which, in which order sides are merged, or how often (a join semilattice, as in a CRDT of Shapiro
 * et al. 2011).
 */
export function mergeDecisions(ours: readonly Decision[], theirs: readonly Decision[]): Decision[] {
  const merged = new Map(ours.map((decision) => [decision.id, decision]));
  for (const decision of theirs) {
    const known = merged.get(decision.id);
    merged.set(decision.id, known ? mergedDecision(known, decision) : decision);
  }
  return [...merged.values()];
}

function mergedDecision(a: Decision, b: Decision): Decision {
  if (a === b) return a;
  const base = isLaterAnchored(b, a) ? b : a;
  const withdrawn = later(a.withdrawn, b.withdrawn);
  const restored = later(a.restored, b.restored);
  if (base.withdrawn === withdrawn && base.restored === restored) return base;
  return { ...base, ...(withdrawn !== undefined && { withdrawn }), ...(restored !== undefined && { restored }) };
}

/** At the same time of two different states the one whose text is greater, so that both sides choose the same. */
function isLaterAnchored(a: Decision, b: Decision): boolean {
  const [x, y] = [a.anchored ?? a.time, b.anchored ?? b.time];
  return x === y ? JSON.stringify(state(a)) > JSON.stringify(state(b)) : x > y;
}

function state({ author, time, text, target, annotation, action, replaces }: Decision): unknown {
  return [author, time, text, target, annotation, action, replaces];
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}
