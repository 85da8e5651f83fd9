import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mapInOrder } from '../../../src/cli/inOrder';

const soon = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function* from<T>(items: readonly T[]): AsyncGenerator<T, void> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('mapping several at a time', () => {
  it('keeps the order, and never has more on its way than there is room for', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3)),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(10),
        async (waits, items, weight) => {
          let onTheWay = 0;
          let load = 0;
          const map = async (wait: number) => {
            onTheWay++;
            load += wait;
            assert.ok(onTheWay <= items);
            assert.ok(onTheWay === 1 || load - wait < Math.max(1, weight));
            await soon(wait);
            onTheWay--;
            load -= wait;
            return wait;
          };
          assert.deepEqual(
            await collect(mapInOrder(from(waits), map, (wait) => wait, { items, weight: weight || 1 })),
            waits,
          );
        },
      ),
      { numRuns: 30 },
    ));

  it('gives a result although the next item does not come', async () => {
    async function* slow() {
      yield 1;
      await soon(60_000);
    }
    const results = mapInOrder(
      slow(),
      (item) => Promise.resolve(item),
      () => 1,
      { items: 4, weight: 4 },
    );
    assert.deepEqual(await results.next(), { done: false, value: 1 });
  });

  it('reads no more while nobody takes results', async () => {
    let read = 0;
    async function* counted() {
      for (;;) {
        await Promise.resolve();
        yield ++read;
      }
    }
    const results = mapInOrder(
      counted(),
      (item) => Promise.resolve(item),
      () => 1,
      { items: 3, weight: 99 },
    );
    await results.next();
    await soon(20);
    assert.ok(read <= 5, String(read));
    await results.return();
  });

  it('fails as the source or a mapping fails, in its turn', async () => {
    async function* failing() {
      yield* from([1, 2]);
      throw new Error('source');
    }
    const results = (map: (item: number) => Promise<number>) =>
      mapInOrder(failing(), map, () => 1, { items: 9, weight: 9 });
    const seen: number[] = [];
    await assert.rejects(async () => {
      for await (const item of results((each) => Promise.resolve(each))) seen.push(item);
    }, /source/);
    await assert.rejects(
      collect(results((each) => (each === 2 ? Promise.reject(new Error('map')) : Promise.resolve(each)))),
      /map/,
    );
  });
});
