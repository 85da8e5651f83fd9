/** How long the extension host may be kept by one job in one go, in milliseconds. */
const SLICE = 8;

/** Lets others have their turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** A stretch of work on the extension host's thread, after which others get their turn. */
export class Slice {
  #end = performance.now() + SLICE;

  get isOver(): boolean {
    return performance.now() > this.#end;
  }

  async pause(): Promise<void> {
    await nextTurn();
    this.#end = performance.now() + SLICE;
  }
}

/** Takes the steps of a job, with pauses between them for others, until it is done or nobody wants it any more. */
export async function inSlices(steps: Iterator<void, void>, isUnwanted: () => boolean = () => false): Promise<void> {
  const slice = new Slice();
  while (!steps.next().done) {
    if (!slice.isOver) continue;
    await slice.pause();
    if (isUnwanted()) return;
  }
}

/** Lets those who waited for the same thing go on one after the other, each in a turn of the event loop of its own. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  next(): Promise<void> {
    return (this.#last = this.#last.then(nextTurn));
  }
}
