import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadModels, type Models } from '../../src/analysis/models';

let loaded: Promise<Models> | undefined;

/** The models that ship, read from disk once for all tests of a run. */
export function testModels(): Promise<Models> {
  loaded ??= loadModels(async (file) => readFile(fileURLToPath(new URL(`../../models/${file}`, import.meta.url))));
  return loaded;
}
