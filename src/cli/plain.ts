/** Characters that a terminal obeys (C0, DEL, C1), that end a line (U+2028, U+2029), or that turn the direction of text. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Words from outside as one line that is safe to show in a terminal: what it would obey is written as in JSON, `\u001b`. */
export function plain(words: string): string {
  return words.replace(OBEYED, escaped);
}

/** The same for several lines. JSON that went through it is JSON of the same data. */
export function plainLines(text: string): string {
  const stays = (character: string, at: number) =>
    character === '\n' || character === '\t' || (character === '\r' && text[at + 1] === '\n');
  return text.replace(OBEYED, (character, at: number) => (stays(character, at) ? character : escaped(character)));
}

function escaped(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
