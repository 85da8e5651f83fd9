/**
 * Krippendorff's alpha for nominal data (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability): 1 for perfect
 * agreement, 0 for what chance would give, less for worse.
 * @param units for each unit, the value that each annotator gave it; undefined where one gave none
 * @returns undefined when it cannot be told: fewer than two values to compare, or all of them the same
 */
export function nominalAlpha(units: Iterable<readonly (string | undefined)[]>): number | undefined {
  /** How often each value stands among values that can be compared. */
  const counts = new Map<string, number>();
  let total = 0;
  let agreeing = 0;
  for (const unit of units) {
    const values = unit.filter((value) => value !== undefined);
    if (values.length < 2) continue;
    const inUnit = new Map<string, number>();
    for (const value of values) inUnit.set(value, (inUnit.get(value) ?? 0) + 1);
    for (const [value, count] of inUnit) {
      counts.set(value, (counts.get(value) ?? 0) + count);
      agreeing += (count * (count - 1)) / (values.length - 1);
    }
    total += values.length;
  }
  const sameByChance = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  const differentByChance = total * (total - 1) - sameByChance;
  return differentByChance > 0 ? 1 - ((total - 1) * (total - agreeing)) / differentByChance : undefined;
}
