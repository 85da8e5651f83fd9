/** Texts are compared by so many characters at once: to compare two strings is quicker than to compare their characters. */
const BLOCK = 4_096;

/** How many characters two texts have in common at their beginning. */
export function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let common = 0;
  while (common + BLOCK <= most && a.slice(common, common + BLOCK) === b.slice(common, common + BLOCK)) common += BLOCK;
  while (common < most && a.charCodeAt(common) === b.charCodeAt(common)) common++;
  return common;
}

/** The same at their end. @param most characters that are looked at: those that are not among the common beginning */
export function commonEnd(a: string, b: string, most: number): number {
  let common = 0;
  const block = (text: string) => text.slice(text.length - common - BLOCK, text.length - common);
  while (common + BLOCK <= most && block(a) === block(b)) common += BLOCK;
  while (common < most && a.charCodeAt(a.length - 1 - common) === b.charCodeAt(b.length - 1 - common)) common++;
  return common;
}
