import ignore, { type Ignore } from 'ignore';

/** `.gitignore` files of one folder tree: what they say of a path below it. */
export interface IgnoreRules {
  /** @param path relative to the tree's root, with slashes: `archive/2022/a.txt` */
  ignores(path: string): boolean;
}

/**
 * @param files contents of `.gitignore` files by the folder that they lie in, relative to the root; the root is ``.
 * Rules of a deeper file go before those of a higher one; what lies in an ignored folder stays ignored (gitignore(5)).
 */
export function ignoreRules(files: ReadonlyMap<string, string>): IgnoreRules {
  const rules = new Map<string, Ignore>();
  for (const [folder, content] of files) rules.set(folder, ignore().add(content));
  const folders = new Map<string, boolean>([['', false]]);
  const decided = (path: string): boolean => {
    for (let folder = parentOf(path); ; folder = parentOf(folder)) {
      const found = rules.get(folder)?.test(folder ? path.slice(folder.length + 1) : path);
      if (found?.ignored) return true;
      if (found?.unignored || !folder) return false;
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
