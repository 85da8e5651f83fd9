/** `.gitignore` files of one folder tree: what they say of a path below it. */
export interface IgnoreRules {
  /** @param path relative to the tree's root, with slashes: `archive/2022/a.txt` */
  ignores(path: string): boolean;
}

/** Rules of one file that are read, and the length of one: a file that somebody wrote stays far below. */
const MOST_RULES = 5_000;
const LONGEST_RULE = 1_000;

/**
 * @param files contents of `.gitignore` files by the folder that they lie in, relative to the root; the root is ``.
 * Rules of a deeper file go before those of a higher one; what lies in an ignored folder stays ignored (gitignore(5)).
 * Matching takes no longer than pattern times path, whatever the pattern. Upper and lower case are the same.
 */
export function ignoreRules(files: ReadonlyMap<string, string>): IgnoreRules {
  const rules = new Map<string, readonly Rule[]>();
  for (const [folder, content] of files) rules.set(folder, readRules(content));
  const folders = new Map<string, boolean>([['', false]]);
  const decided = (path: string): boolean => {
    for (let folder = parentOf(path); ; folder = parentOf(folder)) {
      const found = lastMatch(rules.get(folder) ?? [], folder ? path.slice(folder.length + 1) : path);
      if (found) return !found.negated;
      if (!folder) return false;
    }
  };
  const folderIgnored = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const ignored = folderIgnored(parentOf(folder)) || decided(`${folder}/`);
    folders.set(folder, ignored);
    return ignored;
  };
  return {
    ignores: (path) => rules.size > 0 && isBelow(path) && (folderIgnored(parentOf(path)) || decided(path)),
  };
}

/** `a/b` of `a/b/c.txt`, and of `a/b/c/`. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/', path.length - 2)));
}

/** A path that leads out of the tree, or is absolute, is none of it. */
function isBelow(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}

// --- rules -----------------------------------------------------------------------------------------------------------------

/** A line of the file: `!`, a `/` at its end, and the names between slashes. */
interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  readonly names: readonly Name[];
}
/** `**` stands for any names, also none. */
type Name = '**' | readonly Part[];
/** A part of a name: any characters, or one that fits. */
type Part = '*' | ((character: string) => boolean);

function readRules(content: string): Rule[] {
  return content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, MOST_RULES)
    .flatMap((line) => readRule(line) ?? []);
}

/** Undefined for a comment, and for what matches nothing. */
function readRule(line: string): Rule | undefined {
  if (line.length > LONGEST_RULE || line.startsWith('#')) return undefined;
  let pattern = line;
  while (pattern.endsWith(' ') && !pattern.endsWith('\\ ')) pattern = pattern.slice(0, -1);
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  if (!pattern) return undefined;
  const isAnywhere = !pattern.includes('/');
  const names: Name[] = isAnywhere ? ['**'] : [];
  for (const name of pattern.replace(/^\//, '').toLowerCase().split('/')) {
    const parts = name === '**' ? name : readName(name);
    if (!parts) return undefined;
    if (parts !== '**' || names[names.length - 1] !== '**') names.push(parts);
  }
  if (!isAnywhere && names[names.length - 1] === '**') names.push(['*']); // `a/**`: what is in `a`, not `a` itself
  return { negated, foldersOnly, names };
}

/** Undefined when a bracket is not closed. */
function readName(name: string): Part[] | undefined {
  const parts: Part[] = [];
  for (let i = 0; i < name.length; i++) {
    const character = name[i];
    if (character === '*') {
      if (parts[parts.length - 1] !== '*') parts.push('*');
    } else if (character === '?') parts.push(() => true);
    else if (character === '[') {
      const set = readSet(name, i);
      if (!set) return undefined;
      parts.push(set.fits);
      i = set.end;
    } else {
      if (character === '\\') i++;
      const literal = name[i] as string | undefined;
      if (literal === undefined) return undefined;
      parts.push((each) => each === literal);
    }
  }
  return parts;
}

/** `[a-z_]`, `[!a]`, `[^a]`; a bracket that comes first is one of the characters. */
function readSet(name: string, open: number): { fits: (character: string) => boolean; end: number } | undefined {
  const isNegated = name[open + 1] === '!' || name[open + 1] === '^';
  const first = open + (isNegated ? 2 : 1);
  const ranges: [from: string, to: string][] = [];
  for (let i = first; i < name.length; i++) {
    if (name[i] === ']' && i > first) {
      const isIn = (each: string) => ranges.some(([from, to]) => from <= each && each <= to);
      return { fits: (each) => isIn(each) !== isNegated, end: i };
    }
    if (name[i] === '\\') i++;
    const from = name[i] as string | undefined;
    if (from === undefined) return undefined;
    const isRange = name[i + 1] === '-' && name[i + 2] !== undefined && name[i + 2] !== ']';
    ranges.push([from, isRange ? name[i + 2] : from]);
    if (isRange) i += 2;
  }
  return undefined;
}

/** The last rule that speaks of a path decides. A path that ends in a slash is a folder. */
function lastMatch(rules: readonly Rule[], path: string): Rule | undefined {
  const isFolder = path.endsWith('/');
  const names = (isFolder ? path.slice(0, -1) : path).toLowerCase().split('/');
  for (let i = rules.length - 1; i >= 0; i--) {
    const rule = rules[i];
    if ((isFolder || !rule.foldersOnly) && matches(rule.names, names, (each) => each === '**', fitsName)) return rule;
  }
  return undefined;
}

function fitsName(name: Name, given: string): boolean {
  return (
    name !== '**' &&
    matches(
      name,
      given,
      (each) => each === '*',
      (part, character) => part !== '*' && part(character),
    )
  );
}

/**
 * Whether a sequence matches a pattern in which some parts are stars, which stand for any run. Of all stars only the last
 * one has to be tried again, so that the time is at most the product of both lengths.
 */
function matches<P, V>(
  pattern: readonly P[],
  values: ArrayLike<V>,
  isStar: (part: P) => boolean,
  fits: (part: P, value: V) => boolean,
): boolean {
  let [p, v] = [0, 0];
  let [star, retry] = [-1, 0];
  while (v < values.length) {
    if (p < pattern.length && isStar(pattern[p])) [star, retry, p] = [p, v, p + 1];
    else if (p < pattern.length && fits(pattern[p], values[v])) [p, v] = [p + 1, v + 1];
    else if (star >= 0) [p, v] = [star + 1, ++retry];
    else return false;
  }
  while (p < pattern.length && isStar(pattern[p])) p++;
  return p === pattern.length;
}
