import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { version } from '../../package.json';
import { MODEL_FILES, type ReadModel } from '../analysis/models';

/** SHA-256 of a text in UTF-8, in hex: what `sha256sum FILE` prints for the file that holds it. */
export function textHash(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

/** The engines, and the models that each runs on. */
const FILES = {
  fast: MODEL_FILES,
  accurate: [...MODEL_FILES, 'accurate.json', 'accurate.onnx'],
} as const;

/**
 * What annotates: the program's version, the engine, and twelve hex digits of SHA-256 over the model files, so that two
 * exports differ here when their models do: `hearsay 0.1.0 fast 3f2a9c01d4e7`.
 * @throws what `read` throws
 */
export async function modelName(engine: keyof typeof FILES, read: ReadModel): Promise<string> {
  const hash = sha256.create();
  for (const file of FILES[engine]) hash.update(await read(file));
  return `${ENGINE} ${engine} ${bytesToHex(hash.digest()).slice(0, 12)}`;
}

/** The program alone, `hearsay 0.1.0`. */
export const ENGINE = `hearsay ${version}`;
