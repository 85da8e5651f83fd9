/** Where a person is in a walk through what nobody has reviewed yet: plain data, and what each key makes of it. */
import type { UncertainItem } from './certainty';

/** Items are known by their keys (`UncertainItem.key`). */
export interface Walk {
  /** Decided in this walk, in order: of a rejected name the next of its words is the same. */
  readonly done: readonly string[];
  /** Passed over in this walk, in order. */
  readonly passed: readonly string[];
  /** What the walk is at; undefined before its first step. */
  readonly current: string | undefined;
}

export const NEW_WALK: Walk = { done: [], passed: [], current: undefined };

export type Step =
  | { readonly item: UncertainItem; readonly at: number; readonly total: number }
  /** The walk is over. */
  | { readonly item: undefined; readonly passedOver: number };

/** The first that is neither decided nor passed over. @param items what is uncertain now, in the order of the walk */
export function nextStep(walk: Walk, items: readonly UncertainItem[]): Step {
  const done = new Set(walk.done);
  const passed = new Set(walk.passed);
  const open = items.filter(({ key }) => !done.has(key));
  const left = open.filter(({ key }) => !passed.has(key));
  const total = done.size + open.length;
  return left.length
    ? { item: left[0], at: total - left.length + 1, total }
    : { item: undefined, passedOver: open.length };
}

/** What the walk is at, as it is found now; undefined when it is no longer uncertain or has gone. */
export function currentItem({ done, current }: Walk, items: readonly UncertainItem[]): UncertainItem | undefined {
  return items.find(({ key }) => key === current && !done.includes(key));
}

export function standingAt(walk: Walk, { key }: UncertainItem): Walk {
  return { ...walk, current: key };
}

export function decided(walk: Walk, { key }: UncertainItem): Walk {
  return { ...walk, done: [...without(walk.done, key), key] };
}

/** The last decision was taken back. */
export function undone(walk: Walk): Walk {
  return { ...walk, done: walk.done.slice(0, -1) };
}

export function passedOver(walk: Walk): Walk {
  const { passed, current } = walk;
  return current === undefined ? walk : { ...walk, passed: [...without(passed, current), current] };
}

/** Back to what was passed over last. */
export function back(walk: Walk): Walk {
  return { ...walk, passed: walk.passed.slice(0, -1) };
}

function without(keys: readonly string[], key: string): string[] {
  return keys.filter((each) => each !== key);
}
