/** How many patterns one may stand for: what a person writes stays far below, what a program writes need not. */
const MOST = 1_000;

/** What one pattern may have: more of it takes an editor's own matching so long, or so deep, that it never ends. */
const LONGEST = 1_000;
const DEEPEST = 10;
const MOST_STARS = 4;

/** A pattern from a setting that is not used, and why, for a sentence. */
export interface UnusableGlob {
  readonly pattern: string;
  readonly why: 'no text' | 'too long' | 'braces too deep' | 'too many stars';
}

/** Tells patterns that can be used from those that would exhaust memory, time or the stack. */
export function sortGlobs(patterns: unknown): { readonly usable: string[]; readonly unusable: UnusableGlob[] } {
  const usable: string[] = [];
  const unusable: UnusableGlob[] = [];
  for (const pattern of Array.isArray(patterns) ? (patterns as unknown[]) : []) {
    const why = whyUnusable(pattern);
    if (why) unusable.push({ pattern: String(pattern).slice(0, 40), why });
    else usable.push(pattern as string);
  }
  return { usable, unusable };
}

function whyUnusable(pattern: unknown): UnusableGlob['why'] | undefined {
  if (typeof pattern !== 'string') return 'no text';
  if (pattern.length > LONGEST) return 'too long';
  let depth = 0;
  for (const character of pattern) {
    if (character === '{' && ++depth > DEEPEST) return 'braces too deep';
    if (character === '}') depth--;
  }
  return expandBraces(pattern).some(isSlow) ? 'too many stars' : undefined;
}

/** Each further star of a name, and each further `**` of a path, multiplies the time by the length of what is matched. */
function isSlow(pattern: string): boolean {
  const count = (words: string, star: RegExp) => words.match(star)?.length ?? 0;
  return count(pattern, /\*\*/g) > MOST_STARS || pattern.split('/').some((name) => count(name, /\*+/g) > MOST_STARS);
}

/**
 * A glob pattern as patterns without alternatives: `*.{txt,{md,html}}` -> `*.txt`, `*.md`, `*.html`. VS Code knows no
 * alternatives within alternatives, so that patterns can be joined into one only after this. Braces that do not match
 * stay as they are, and so does a pattern that is longer than any that is used.
 */
export function expandBraces(pattern: string): string[] {
  const open = pattern.length > LONGEST ? -1 : pattern.indexOf('{');
  const parts = open < 0 ? undefined : alternatives(pattern, open);
  if (!parts) return [pattern];
  const before = pattern.slice(0, open);
  const inner = parts.words.flatMap(expandBraces).slice(0, MOST);
  const behind = expandBraces(parts.behind);
  const expanded: string[] = [];
  for (const word of inner) {
    for (const rest of behind) {
      if (expanded.length >= MOST) return expanded;
      expanded.push(before + word + rest);
    }
  }
  return expanded;
}

/** Patterns as the one pattern that matches what any of them matches. */
export function anyOf(patterns: readonly string[]): string {
  return `{${patterns.flatMap(expandBraces).slice(0, MOST).join(',')}}`;
}

/** What stands between the commas of the braces that open here, and behind them; undefined when they do not close. */
function alternatives(pattern: string, open: number): { words: string[]; behind: string } | undefined {
  const words: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '{') depth++;
    else if (character === '}') depth--;
    if ((character === ',' && depth === 1) || depth === 0) {
      words.push(pattern.slice(start, i));
      start = i + 1;
    }
    if (depth === 0) return { words, behind: pattern.slice(i + 1) };
  }
  return undefined;
}
