/** How long, in milliseconds, anybody waits for an article's colours: of an article that is not on screen VS Code asks for none. */
const PATIENCE = 100;
/** How long after they were given they are on screen. */
const A_FRAME = 16;

/**
 * Lets an article's colours come first. VS Code asks for everything at once when it opens an article (colours, outline, hints,
 * links, who may comment where), and takes the answers in as they come; what stands beside the page can wait for what stands on
 * it. By whatever stands for one reading of the article.
 */
export class ColoursFirst<Reading extends object> {
  readonly #awaited = new WeakMap<Reading, { readonly shown: Promise<void>; readonly show: (delay: number) => void }>();

  /** The article was read, and VS Code will ask for its colours. */
  expect(reading: Reading): void {
    let resolve = (): void => {};
    const shown = new Promise<void>((resolved) => (resolve = resolved));
    const show = (delay: number) => void setTimeout(resolve, delay);
    show(PATIENCE);
    this.#awaited.set(reading, { shown, show });
  }

  /** VS Code was given them. */
  given(reading: Reading): void {
    this.#awaited.get(reading)?.show(A_FRAME);
  }

  /** Resolves when they are on screen, or nobody asked. */
  async shown(reading: Reading): Promise<void> {
    await this.#awaited.get(reading)?.shown;
  }
}
