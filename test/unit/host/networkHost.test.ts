import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { NetworkInput, NetworkOutput } from '../../../src/analysis/accurate/network';
import { NetworkHost } from '../../../src/host/networkHost';
import type { WorkerListener } from '../../../src/host/platform';
import type { FromNetwork, ToNetwork } from '../../../src/network';
import type { Watching } from '../../../src/util/watchdog';

const IDLE = 1000;
const INPUT = {} as NetworkInput;
const OUTPUT = {} as NetworkOutput;
const FILES = { model: new Uint8Array(1), wasm: new Uint8Array(1) };

/** A worker that does nothing by itself. */
interface StubWorker {
  readonly got: ToNetwork[];
  readonly listener: WorkerListener<FromNetwork>;
  ended: boolean;
}

function hostWith(readFiles = () => Promise.resolve(FILES), watching?: Watching) {
  const workers: StubWorker[] = [];
  const startWorker = (listener: WorkerListener<FromNetwork>) => {
    const worker: StubWorker = { got: [], listener, ended: false };
    workers.push(worker);
    return { post: (message: ToNetwork) => void worker.got.push(message), dispose: () => void (worker.ended = true) };
  };
  return { workers, host: new NetworkHost({ startWorker, readFiles, log: () => {} }, IDLE, watching) };
}

const filesRead = () => new Promise<void>((resolve) => setImmediate(resolve));
const answer = (worker: StubWorker, run: number) => worker.listener.onMessage({ type: 'ran', run, output: OUTPUT });

describe('the network’s worker', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('starts with the first window, gets the files first, and answers', async () => {
    const { host, workers } = hostWith();
    assert.ok(!host.running && !workers.length);
    const output = host.run(INPUT);
    await filesRead();
    assert.deepEqual(
      workers[0].got.map(({ type }) => type),
      ['load', 'run'],
    );
    answer(workers[0], 1);
    assert.equal(await output, OUTPUT);
  });

  it('is let go when it has been idle for a while, and starts again with the next window', async () => {
    const { host, workers } = hostWith();
    const one = host.run(INPUT);
    await filesRead();
    answer(workers[0], 1);
    await one;
    mock.timers.tick(IDLE - 1);
    assert.ok(host.running && !workers[0].ended);
    mock.timers.tick(1);
    assert.ok(!host.running && workers[0].ended);
    void host.run(INPUT);
    assert.equal(workers.length, 2);
  });

  it('is not idle while a window waits, nor soon after the next', async () => {
    const { host, workers } = hostWith();
    const one = host.run(INPUT);
    await filesRead();
    mock.timers.tick(10 * IDLE); // a slow one
    assert.ok(host.running);
    answer(workers[0], 1);
    await one;
    mock.timers.tick(IDLE - 1);
    const two = host.run(INPUT);
    mock.timers.tick(IDLE);
    answer(workers[0], 2);
    await two;
    mock.timers.tick(IDLE - 1);
    assert.ok(host.running);
  });

  it('fails one window and goes on', async () => {
    const { host, workers } = hostWith();
    const [one, two] = [host.run(INPUT), host.run(INPUT)];
    await filesRead();
    workers[0].listener.onMessage({ type: 'failure', run: 1, message: 'out of luck' });
    answer(workers[0], 2);
    await assert.rejects(one, /out of luck/);
    assert.equal(await two, OUTPUT);
  });

  const failures: [what: string, fail: (worker: StubWorker) => void][] = [
    ['cannot be loaded', ({ listener }) => listener.onMessage({ type: 'failure', message: 'no WebAssembly here' })],
    ['cannot start', ({ listener }) => listener.onEnd('no WebAssembly here')],
  ];
  for (const [what, fail] of failures)
    it(`fails every window that waits when it ${what}; the next one tries anew`, async () => {
      const { host, workers } = hostWith();
      const waiting = [host.run(INPUT), host.run(INPUT)];
      await filesRead();
      fail(workers[0]);
      for (const each of waiting) await assert.rejects(each, /The accurate engine ended: no WebAssembly here/);
      assert.ok(!host.running && workers[0].ended);
      void host.run(INPUT);
      assert.equal(workers.length, 2);
    });

  it('is ended when it does not answer, also after it has; the next window starts a new one', async () => {
    const { host, workers } = hostWith(undefined, { allowance: { base: 2, perKilobyte: 0 }, tick: 1 });
    const first = host.run(INPUT);
    await filesRead();
    answer(workers[0], 1);
    await first;
    const waiting = [host.run(INPUT), host.run(INPUT)];
    mock.timers.tick(1);
    assert.ok(host.running);
    mock.timers.tick(1);
    for (const each of waiting) await assert.rejects(each, /does not answer/);
    assert.ok(workers[0].ended && !host.running);
    const next = host.run(INPUT);
    await filesRead();
    answer(workers[1], 4);
    assert.equal(await next, OUTPUT);
  });

  it('fails when its files cannot be read', async () => {
    const { host, workers } = hostWith(() => Promise.reject(new Error('accurate.onnx is not there')));
    await assert.rejects(host.run(INPUT), /accurate\.onnx is not there/);
    assert.ok(!host.running && workers[0].ended);
  });

  it('ends with the extension', async () => {
    const { host, workers } = hostWith();
    const one = host.run(INPUT);
    host.dispose();
    await assert.rejects(one, /deactivated/);
    assert.ok(workers[0].ended);
    await assert.rejects(host.run(INPUT), /deactivated/);
    assert.equal(workers.length, 1);
  });
});
