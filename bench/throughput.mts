import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from '../tools/project.mjs';
import type * as Measure from './throughput/measure';

/** Speed of the analysis (bench/throughput/measure.ts), bundled as it ships: modules run one by one are slower. */
export async function benchThroughput(): Promise<void> {
  const module = path.join(root, 'dist/test/throughput.mjs');
  await esbuild.build({
    entryPoints: [path.join(root, 'bench/throughput/measure.ts')],
    outfile: module,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const { measureThroughput } = (await import(pathToFileURL(module).href)) as typeof Measure;
  await measureThroughput(root);
}
