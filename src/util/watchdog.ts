/** How long a text may take before its worker is given up, in milliseconds: so much, and more for each kilobyte. */
export interface Allowance {
  readonly base: number;
  readonly perKilobyte: number;
}

/**
 * The fast engine takes 1 ms for a kilobyte, and 25 ms where the text is made to be slow (fuzz/patterns.ts). Ten times as much is
 * allowed, for slower machines, and because a worker in the background may get a tenth of a core.
 */
export const FAST: Allowance = { base: 60_000, perKilobyte: 250 };
/** The accurate engine runs its network twice for a kilobyte, each time for 50 to 500 ms. */
export const ACCURATE: Allowance = { base: 120_000, perKilobyte: 10_000 };

/** A text took longer than its length explains. */
export class Overrun extends Error {
  /** @param characters of the text @param milliseconds that it was allowed */
  constructor(characters: number, milliseconds: number) {
    super(`the analysis of ${characters} characters did not end within ${Math.ceil(milliseconds / 1000)} s`);
  }
}

export interface Watching {
  readonly allowance: Allowance;
  /** Milliseconds between two looks. */
  readonly tick: number;
}

export const WATCHING_FAST: Watching = { allowance: FAST, tick: 1000 };
export const WATCHING_ACCURATE: Watching = { allowance: ACCURATE, tick: 1000 };

/**
 * Watches one worker, which is at one text at a time. Time is counted in looks, so that it does not run while the machine sleeps.
 */
export class Watchdog<Id> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #current: Id | undefined;

  /** @param overran called once for a text that takes too long */
  constructor(
    private readonly overran: (id: Id, error: Overrun) => void,
    private readonly watching: Watching,
  ) {}

  /** The worker has begun with a text, or goes on with it: its time starts anew. */
  begin(id: Id, characters: number): void {
    this.dispose();
    const { allowance, tick } = this.watching;
    const allowed = allowance.base + (allowance.perKilobyte * characters) / 1000;
    let taken = 0;
    const look = () => {
      taken += tick;
      if (taken < allowed) return this.#wait(look);
      this.dispose();
      this.overran(id, new Overrun(characters, allowed));
    };
    this.#current = id;
    this.#wait(look);
  }

  /** The worker is done with a text, or waits for something else with it. */
  end(id: Id): void {
    if (id === this.#current) this.dispose();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#current = undefined;
  }

  #wait(look: () => void): void {
    this.#timer = setTimeout(look, this.watching.tick);
    (this.#timer as { unref?: () => void }).unref?.(); // in Node it keeps no process alive
  }
}
