import type { Decision } from './review';
import type { Sidecar } from './sidecar';

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

/** Two reviews as one, as `mergeDecisions` does it: what either has is in it. */
export function mergeReviews(ours: Sidecar, theirs: Sidecar): Sidecar {
  return {
    decisions: mergeDecisions(ours.decisions, theirs.decisions),
    prints: new Map([...ours.prints, ...theirs.prints]),
    foreign: distinct([...ours.foreign, ...theirs.foreign]),
  };
}

/**
 * A three-way merge. What both sides had in `base` and one has no longer was deleted there, and stays deleted; what only
 * one side changed since is as that side has it; what both changed is merged as by `mergeDecisions`.
 * @param base the file as it was last read here
 * @param ours the same with what was decided here since
 * @param theirs the file as it is now
 */
export function mergeThreeWay(base: Sidecar, ours: Sidecar, theirs: Sidecar): Sidecar {
  const before = byId(base.decisions);
  const there = byId(theirs.decisions);
  const damaged = new Set(theirs.foreign.map(idOf));
  const decisions: Decision[] = [];
  for (const mine of ours.decisions) {
    const was = before.get(mine.id);
    const their = there.get(mine.id);
    there.delete(mine.id);
    if (their) decisions.push(mergedDecision(mine, their, was));
    // It is not deleted when it can no longer be understood there, nor when somebody has just taken it up again here.
    else if (!was || damaged.has(mine.id) || mine.restored !== was.restored) decisions.push(mine);
  }
  decisions.push(...there.values());
  const known = new Set(base.foreign.map((each) => JSON.stringify(each)));
  const foreign = ours.foreign.filter((each) => !known.has(JSON.stringify(each)));
  return {
    decisions,
    prints: new Map([...ours.prints, ...theirs.prints]),
    foreign: foreign.length ? distinct([...theirs.foreign, ...foreign]) : theirs.foreign,
  };
}

/** Whether two reviews have the very same decisions, each the same object. */
export function isSameReview(a: Sidecar, b: Sidecar): boolean {
  if (a.decisions.length !== b.decisions.length) return false;
  const others = new Set(b.decisions);
  return a.decisions.every((decision) => others.has(decision));
}

function byId(decisions: readonly Decision[]): Map<string, Decision> {
  return new Map(decisions.map((decision) => [decision.id, decision]));
}

function idOf(foreign: unknown): unknown {
  return typeof foreign === 'object' && foreign !== null ? (foreign as { id?: unknown }).id : undefined;
}

function distinct(foreign: readonly unknown[]): readonly unknown[] {
  return [...new Map(foreign.map((each) => [JSON.stringify(each), each])).values()];
}

/** @param was what both were made of, where that is known */
function mergedDecision(mine: Decision, their: Decision, was?: Decision): Decision {
  if (mine === their) return mine;
  if (mine === was) return their;
  const anchored = anchoredOne(mine, their, was);
  const withdrawn = laterOf('withdrawn', mine, their, was);
  const restored = laterOf('restored', mine, their, was);
  if (anchored.withdrawn === withdrawn && anchored.restored === restored) return anchored;
  const merged: { -readonly [Key in keyof Decision]: Decision[Key] } = { ...anchored, withdrawn, restored };
  for (const field of ['withdrawn', 'restored'] as const) if (merged[field] === undefined) delete merged[field];
  return merged;
}

function anchoredOne(mine: Decision, their: Decision, was: Decision | undefined): Decision {
  if (was && isSameAnchoring(mine, was)) return their;
  if (was && isSameAnchoring(their, was)) return mine;
  return isLaterAnchored(their, mine) ? their : mine;
}

function isSameAnchoring(a: Decision, b: Decision): boolean {
  return a.text === b.text && a.anchored === b.anchored;
}

/** At the same time of two different states the one whose text is greater, so that both sides choose the same. */
function isLaterAnchored(a: Decision, b: Decision): boolean {
  const [x, y] = [a.anchored ?? a.time, b.anchored ?? b.time];
  return x === y ? JSON.stringify(state(a)) > JSON.stringify(state(b)) : x > y;
}

function state({ author, time, text, target, annotation, action, replaces }: Decision): unknown {
  return [author, time, text, target, annotation, action, replaces];
}

function laterOf(
  field: 'withdrawn' | 'restored',
  { [field]: mine }: Decision,
  { [field]: their }: Decision,
  was: Decision | undefined,
): string | undefined {
  if (was && mine === was[field]) return their;
  if (was && their === was[field]) return mine;
  return mine === undefined || (their !== undefined && their > mine) ? their : mine;
}
