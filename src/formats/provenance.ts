import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { version } from '../../package.json';
import type { ReadModel } from '../analysis/models';

/** SHA-256 of a text in UTF-8, in hex: what `sha256sum FILE` prints for the file that holds it. */
export function textHash(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

/**
 * What annotates: the program's version, and twelve hex digits of SHA-256 over the model files, so that two exports
 * differ here when their models do: `hearsay 0.1.0 models 3f2a9c01d4e7`.
 * @throws what `read` throws
 */
export async function modelName(read: ReadModel, files: readonly string[]): Promise<string> {
  const hash = sha256.create();
  for (const file of files) hash.update(await read(file));
  return `${ENGINE} models ${bytesToHex(hash.digest()).slice(0, 12)}`;
}

/** The program alone, `hearsay 0.1.0`. */
export const ENGINE = `hearsay ${version}`;
