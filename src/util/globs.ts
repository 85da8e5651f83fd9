/** How many patterns one may stand for: what a person writes stays far below, what a program writes need not. */
const MOST = 1_000;

/**
 * A glob pattern as patterns without alternatives: `*.{txt,{md,html}}` -> `*.txt`, `*.md`, `*.html`. VS Code knows no
 * alternatives within alternatives, so that patterns can be joined into one only after this. Braces that do not match
 * stay as they are.
 */
export function expandBraces(pattern: string): string[] {
  const open = pattern.indexOf('{');
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
