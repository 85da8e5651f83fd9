import assert from 'node:assert/strict';
import { Turns, inSlices } from '../../../src/host/slice';

describe('turns', () => {
  it('come one after the other, each in its own turn of the event loop', async () => {
    const turns = new Turns();
    let turn = 0;
    const counting = setInterval(() => turn++, 0);
    const met: [name: string, turn: number][] = [];
    const wait = async (name: string) => {
      await turns.next();
      for (const end = performance.now() + 3; performance.now() < end;);
      met.push([name, turn]);
    };
    await Promise.all(['a', 'b', 'c'].map(wait));
    clearInterval(counting);
    assert.deepEqual(met.map(([name]) => name), ['a', 'b', 'c']); // prettier-ignore
    assert.equal(new Set(met.map(([, at]) => at)).size, 3, met.join(' '));
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
