import assert from 'node:assert/strict';
import { Turns, inSlices } from '../../../src/host/slice';

describe('turns', () => {
  it('come one after the other, each in its own turn of the event loop', async () => {
    const turns = new Turns();
    const met: string[] = [];
    const wait = async (name: string) => {
      await turns.next();
      met.push(name);
      await Promise.resolve();
      met.push(`still ${name}`);
      setTimeout(() => met.push(`after ${name}`), 0);
    };
    await Promise.all([wait('a'), wait('b'), wait('c')]);
    assert.deepEqual(met.slice(0, 5), ['a', 'still a', 'after a', 'b', 'still b']);
  });
});

describe('a job in slices', () => {
  const steps = function* (done: number[], count: number) {
    for (let i = 0; i < count; i++) {
      for (const end = performance.now() + 1; performance.now() < end;);
      done.push(i);
      yield;
    }
  };

  it('is done to the end, and others get their turns meanwhile', async () => {
    const done: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await inSlices(steps(done, 40));
    clearInterval(timer);
    assert.equal(done.length, 40);
    assert.ok(turns > 1, `${turns}`);
  });

  it('ends at the next pause when nobody wants it any more', async () => {
    const done: number[] = [];
    await inSlices(steps(done, 200), () => true);
    assert.ok(done.length < 200);
  });
});
