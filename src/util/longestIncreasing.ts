/** Places of the most values that increase in the order in which they stand (patience sorting: n log n). */
export function longestIncreasing(values: readonly number[]): number[] {
  const ends: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  values.forEach((value, i) => {
    let [from, to] = [0, ends.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (values[ends[middle]] < value) from = middle + 1;
      else to = middle;
    }
    if (from > 0) before[i] = ends[from - 1];
    ends[from] = i;
  });
  const found: number[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]) found.push(i);
  return found.reverse();
}
