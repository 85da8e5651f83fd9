/**
 * Packs weights into the sections that src/analysis/tagger/weights.ts reads: 8 bits a weight; a larger one becomes several
 * entries of one label, which add up; small ones are left out.
 */
import type { Section } from '../../src/analysis/tagger/modelFile';

export interface PackOptions {
  /** Put before the sections' names. */
  readonly prefix: string;
  /** Steps a unit of weight has. */
  readonly scale: number;
  /** Smaller weights are left out: they change few decisions and are most of the file. */
  readonly smallest: number;
}

export function packRows(
  rows: readonly (readonly [feature: number, weights: Float32Array])[],
  { prefix, scale, smallest }: PackOptions,
): Record<string, Section> {
  const kept = rows
    .map(([feature, row]) => ({ feature, entries: entriesOf(row, scale, smallest) }))
    .filter(({ entries }) => entries.length > 0)
    .sort((a, b) => a.feature - b.feature);
  let slots = 256;
  while (slots * 0.8 < kept.length) slots *= 2;
  const fingerprints = new Uint16Array(slots);
  const bySlot: [number, number][][] = Array.from({ length: slots }, () => []);
  for (const { feature, entries } of kept) {
    let slot = feature & (slots - 1);
    while (fingerprints[slot]) slot = (slot + 1) & (slots - 1);
    fingerprints[slot] = feature >>> 16 || 1;
    bySlot[slot] = entries;
  }
  const all = bySlot.flat();
  return {
    [`${prefix}fingerprints`]: fingerprints,
    [`${prefix}sizes`]: Uint8Array.from(bySlot, (entries) => entries.length),
    [`${prefix}labels`]: Uint8Array.from(all, ([label]) => label),
    [`${prefix}values`]: Int8Array.from(all, ([, value]) => value),
    [`${prefix}scale`]: Float32Array.of(scale),
  };
}

function entriesOf(row: Float32Array, scale: number, smallest: number): [label: number, value: number][] {
  const entries: [number, number][] = [];
  row.forEach((weight, label) => {
    if (Math.abs(weight) < smallest) return;
    for (let rest = Math.round(weight * scale); rest !== 0;) {
      const part = Math.max(-127, Math.min(127, rest));
      entries.push([label, part]);
      rest -= part;
    }
  });
  return entries;
}
