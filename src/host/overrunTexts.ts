import { contentHash, hashText } from '../corpus/hash';
import type { Overrun } from '../util/watchdog';

/** So many are remembered. */
const MOST = 100;

/** Texts that made a worker hang: they are not given to another one as long as they stay as they are. */
export class OverrunTexts {
  readonly #errors = new Map<string, Overrun>();

  /** How a text has overrun; undefined when it has not. */
  of(text: string | Uint8Array): Overrun | undefined {
    return this.#errors.size ? this.#errors.get(keyOf(text)) : undefined;
  }

  add(text: string | Uint8Array, error: Overrun): void {
    this.#errors.set(keyOf(text), error);
    if (this.#errors.size > MOST) this.#errors.delete(this.#errors.keys().next().value!);
  }
}

function keyOf(text: string | Uint8Array): string {
  return `${text.length} ${typeof text === 'string' ? hashText(text) : contentHash(text)}`;
}
