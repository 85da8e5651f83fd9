import { isWebAddress } from '../analysis/article/address';
import { onOneLine } from './words';

/** Every ASCII punctuation mark may stand behind a backslash and is then itself (CommonMark 0.31, section 2.4). */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** Foreign words as Markdown that shows exactly them, on one line: nothing becomes a link, an image or HTML. */
export function markdownText(words: string): string {
  return onOneLine(words).replace(PUNCTUATION, '\\$&');
}

/** `[label](url)` with foreign words and address; the label alone when the address is none of http or https. */
export function markdownLink(label: string, url: string): string {
  if (!isWebAddress(url)) return markdownText(label);
  const destination = url
    .replace(/[\\()[\]`*_|]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
  return `[${markdownText(label)}](${destination})`;
}
