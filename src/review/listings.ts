/** How long a list of names will do for those who do not need the newest, in milliseconds. */
const MOST_AGE = 1000;
const MOST_FOLDERS = 1000;

/** The names in folders. Whoever reads the reviews of thousands of articles lists a folder once, not once an article. */
export class Listings {
  readonly #known = new Map<string, { readonly names: Promise<readonly string[]>; readonly time: number }>();

  constructor(private readonly list: (folder: string) => Promise<readonly string[]>) {}

  of(folder: string, fresh: boolean): Promise<readonly string[]> {
    const known = this.#known.get(folder);
    const now = performance.now();
    if (!fresh && known && now - known.time < MOST_AGE) return known.names;
    const names = this.list(folder);
    if (this.#known.size >= MOST_FOLDERS) this.#known.clear();
    this.#known.set(folder, { names, time: now });
    names.catch(() => this.#known.delete(folder));
    return names;
  }
}
