/** How much may be on its way at one time: reading goes on until either is reached. */
export interface Room {
  readonly items: number;
  /** In the unit of `weigh`. One item that weighs more alone is taken nevertheless. */
  readonly weight: number;
}

/**
 * Maps what comes from a source, several at a time, and gives the results back in the source's order, each as soon as
 * it and all before it are there. While nobody takes results, nothing more is read than there is room for.
 * @throws what the source or a mapping fails with
 */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T>,
  map: (item: T) => Promise<R>,
  weigh: (item: T) => number,
  room: Room,
): AsyncGenerator<R, void> {
  const items = source[Symbol.asyncIterator]();
  const pending: { readonly result: Promise<R>; readonly weight: number }[] = [];
  let weight = 0;
  let reading: Promise<IteratorResult<T>> | undefined;
  let ended = false;
  try {
    for (;;) {
      if (!ended && !reading && pending.length < room.items && (!pending.length || weight < room.weight)) {
        reading = items.next();
        reading.catch(() => {}); // told when it is waited for
      }
      if (!pending.length && !reading) return;
      const [first] = pending;
      const come = await Promise.race([
        ...(first ? [first.result.then((result) => ({ result }))] : []),
        ...(reading ? [reading.then((read) => ({ read }))] : []),
      ]);
      if ('result' in come) {
        pending.shift();
        weight -= first.weight;
        yield come.result;
        continue;
      }
      reading = undefined;
      if (come.read.done) {
        ended = true;
        continue;
      }
      const own = weigh(come.read.value);
      const result = map(come.read.value);
      result.catch(() => {}); // told when its turn comes
      pending.push({ result, weight: own });
      weight += own;
    }
  } finally {
    if (!ended) void items.return?.();
  }
}
