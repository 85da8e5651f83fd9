/** A line of the report, in milliseconds. */
export function report(what: string, milliseconds: number): void {
  console.log(`  ${what.padEnd(72)} ${milliseconds.toFixed(1)} ms`);
}

export async function timed(action: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The number that so large a share of them does not exceed. */
export function quantile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
