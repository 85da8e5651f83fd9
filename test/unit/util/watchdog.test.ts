import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { type Overrun, Watchdog } from '../../../src/util/watchdog';

const TICK = 100;
/** A second, and another for each kilobyte. */
const watching = { allowance: { base: 1000, perKilobyte: 1000 }, tick: TICK };

function watched() {
  const overran: [id: string, error: Overrun][] = [];
  const dog = new Watchdog<string>((id, error) => overran.push([id, error]), watching);
  const pass = (milliseconds: number) => {
    for (let at = 0; at < milliseconds; at += TICK) mock.timers.tick(TICK);
    return overran.map(([id]) => id);
  };
  return { dog, overran, pass };
}

describe('a watchdog', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const cases: [string, (dog: Watchdog<string>, pass: (milliseconds: number) => void) => void, expected: string[]][] = [
    ['a text that takes too long', (dog, pass) => (dog.begin('a', 1000), pass(2000)), ['a']],
    ['a longer one may take longer', (dog, pass) => (dog.begin('a', 5000), pass(2000)), []],
    ['once', (dog, pass) => (dog.begin('a', 0), pass(9000)), ['a']],
    ['not one that is done', (dog, pass) => (dog.begin('a', 0), pass(900), dog.end('a'), pass(9000)), []],
    ['one that began after another', (dog, pass) => (dog.begin('a', 0), pass(900), dog.begin('b', 0), pass(1000)), ['b']],
    ['not when another one is done', (dog, pass) => (dog.begin('a', 0), dog.end('b'), pass(1000)), ['a']],
    ['not while it makes progress', (dog, pass) => (dog.begin('a', 0), pass(900), dog.begin('a', 0), pass(900)), []],
    ['nothing after the end', (dog, pass) => (dog.begin('a', 0), dog.dispose(), pass(9000)), []],
    ['the next after one that has', (dog, pass) => (dog.begin('a', 0), pass(1000), dog.begin('b', 0), pass(1000)), ['a', 'b']],
  ]; // prettier-ignore
  for (const [name, act, expected] of cases)
    it(`reports ${name}`, () => {
      const { dog, pass } = watched();
      act(dog, pass);
      assert.deepEqual(pass(0), expected);
    });

  it('says how long the text is, and how long it might take', () => {
    const { dog, overran, pass } = watched();
    dog.begin('a', 2500);
    pass(4000);
    assert.equal(overran[0][1].message, 'the analysis of 2500 characters did not end within 4 s');
  });
});
