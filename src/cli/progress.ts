/** How often the line is drawn anew, in milliseconds. */
const EVERY = 200;

/** How far it has come, as one line that is drawn over itself: on a terminal only. */
export class Progress {
  readonly #start = performance.now();
  #last = 0;
  #shown = false;
  #articles = 0;
  #characters = 0;

  constructor(private readonly terminal: NodeJS.WriteStream) {}

  /** One more is done, of so many characters. */
  done(characters: number): void {
    this.#articles++;
    this.#characters += characters;
    const now = performance.now();
    if (!this.terminal.isTTY || now - this.#last < EVERY) return;
    this.#last = now;
    this.#shown = true;
    const seconds = (now - this.#start) / 1000;
    const perSecond = Math.round(this.#articles / seconds);
    const speed = (this.#characters / 1e6 / seconds).toFixed(2);
    this.terminal.write(`\r\x1b[K${grouped(this.#articles)} articles, ${grouped(perSecond)} a second, ${speed} MB/s`);
  }

  /** Makes room for a message, and at the end for the prompt. */
  clear(): void {
    if (this.#shown) this.terminal.write('\r\x1b[K');
    this.#shown = false;
  }
}

function grouped(number: number): string {
  return number.toLocaleString('en-US');
}
