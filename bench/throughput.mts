import { root } from '../tools/project.mjs';
import { bundled } from './bundled.mjs';
import type * as Measure from './throughput/measure';

/** Speed of the analysis (bench/throughput/measure.ts). */
export async function benchThroughput(): Promise<void> {
  const { measureThroughput } = await bundled<typeof Measure>('throughput');
  await measureThroughput(root);
}
