import { onOneLine } from '../formats/words';

/**
 * Foreign words as VS Code shows them anywhere: on one line, shortened, without characters that reverse the words after
 * them, and without markup.
 * @param longest in UTF-16 units
 */
export function plainText(text: string, longest: number): string {
  return withoutMarkup(shortened(onOneLine(text), longest));
}

/**
 * In notifications and prompts VS Code draws `[label](address)` as a link, which may run any command; in labels it draws
 * `$(name)` as an icon. A zero-width space before the bracket leaves both as the words they are.
 */
export function withoutMarkup(text: string): string {
  return text.replace(/[\]$](?=\()/g, '$&\u200b');
}

/** Cut at a word's end where one is near, never through a surrogate pair; with an ellipsis when cut. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const space = text.lastIndexOf(' ', longest - 1);
  let end = space > longest * 0.6 ? space : longest - 1;
  if (isHighSurrogate(text.charCodeAt(end - 1))) end--;
  return `${text.slice(0, end).replace(/[,;:.]$/, '')}…`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
