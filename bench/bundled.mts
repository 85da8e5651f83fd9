import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from '../tools/project.mjs';

/** `measure.ts` of a part of the bench, bundled as the program ships: modules run one by one take three times as long. */
export async function bundled<Module>(part: string): Promise<Module> {
  const module = path.join(root, `dist/test/${part}.mjs`);
  await esbuild.build({
    entryPoints: [path.join(root, `bench/${part}/measure.ts`)],
    outfile: module,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  return (await import(pathToFileURL(module).href)) as Module;
}
