import assert from 'node:assert/strict';
import { ColoursFirst } from '../../../src/host/coloursFirst';

describe('colours first', () => {
  const soon = async (promise: Promise<void>, milliseconds: number): Promise<boolean> => {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), milliseconds));
    return Promise.race([promise.then(() => true), late]);
  };

  it('others wait until they are given, and a frame longer', async () => {
    const colours = new ColoursFirst<object>();
    const reading = {};
    colours.expect(reading);
    const shown = colours.shown(reading);
    colours.given(reading);
    assert.equal(await soon(shown, 0), false);
    assert.equal(await soon(shown, 80), true);
  });
  it('where nobody asks for them others wait for a moment only', async () => {
    const colours = new ColoursFirst<object>();
    const reading = {};
    colours.expect(reading);
    assert.equal(await soon(colours.shown(reading), 30), false);
    assert.equal(await soon(colours.shown(reading), 5_000), true);
  });
  it('nobody waits for those of what is not expected, nor twice', async () => {
    const colours = new ColoursFirst<object>();
    const reading = {};
    assert.equal(await soon(colours.shown(reading), 5_000), true);
    colours.expect(reading);
    colours.given(reading);
    await colours.shown(reading);
    assert.equal(await soon(colours.shown(reading), 5_000), true);
  });
});
