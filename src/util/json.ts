/** JSON nests no deeper than this: what Hearsay and other annotation tools write stays below 20. */
export const DEEPEST_JSON = 200;

/** Its message is a sentence of ours; that of another SyntaxError may quote the text. */
export class NestedTooDeep extends SyntaxError {
  constructor() {
    super(`it is nested more than ${DEEPEST_JSON} levels deep`);
  }
}

/**
 * Parses JSON from outside. What is nested thousands of levels deep is refused: writing it again, or walking through it,
 * would exhaust the stack. A byte order mark is passed over.
 * @throws NestedTooDeep, or SyntaxError when it is not JSON
 */
export function parseJson(json: string): unknown {
  const text = json.replace(/^\ufeff/, '');
  if (nestsDeeperThan(text, DEEPEST_JSON)) throw new NestedTooDeep();
  return JSON.parse(text);
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Whether brackets and braces outside strings are open more than `most` deep at some place. One pass, no stack. */
function nestsDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      for (i++; i < text.length && text.charCodeAt(i) !== QUOTE; i++) if (text.charCodeAt(i) === BACKSLASH) i++;
    } else if (code === 91 || code === 123) {
      if (++depth > most) return true;
    } else if (code === 93 || code === 125) depth--;
  }
  return false;
}
