import type { Repeatable } from './sameMentions';

/** What was done last in this window and can be done to all the same mentions. */
let last: Repeatable | undefined;

export function remember(decision: Repeatable): void {
  last = decision;
}

export function lastDecision(): Repeatable | undefined {
  return last;
}
