/**
 * The same text with characters of its own: a part that is cut out of a text keeps all of that text in memory, as does what is put
 * together of such parts.
 */
export function ownText(text: string): string {
  return text.length < SHORTEST_PART ? text : [...text].join('');
}

/** Shorter parts are copied anyway (V8). */
const SHORTEST_PART = 13;
