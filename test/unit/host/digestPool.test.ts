import assert from 'node:assert/strict';
import type { StepFailure } from '../../../src/analysis/analysis';
import type { AnalysisWorkers, WorkerAnswer } from '../../../src/host/analysisWorkers';
import { DigestPool } from '../../../src/host/digestPool';
import type { WorkerKind, WorkerListener } from '../../../src/host/platform';
import { Overrun, type Watching } from '../../../src/util/watchdog';

type Asked = { readonly id: number; readonly file: Uint8Array };

/** A worker that answers when the test says so. */
class Worker {
  readonly asked: Asked[] = [];
  ended = false;

  constructor(
    readonly listener: WorkerListener<WorkerAnswer>,
    readonly kind: WorkerKind,
  ) {}

  post(message: unknown): void {
    this.asked.push(message as Asked);
  }

  dispose(): void {
    this.ended = true;
  }

  /** Answers what it was asked first, with the file itself. */
  answer(failures?: readonly StepFailure[]): void {
    const { id, file } = this.asked.shift()!;
    this.listener.onMessage({ type: 'digest', id, digest: file, failures });
  }
}

/** Whoever begins and does not answer at once overruns. */
const AT_ONCE = { allowance: { base: 1, perKilobyte: 0 }, tick: 1 };

function poolOf(background: number, watching?: Watching) {
  const workers: Worker[] = [];
  const start = (listener: WorkerListener<WorkerAnswer>, kind: WorkerKind = {}) => {
    const worker = new Worker(listener, kind);
    workers.push(worker);
    return worker;
  };
  const alone: Uint8Array[] = [];
  const logged: (readonly StepFailure[])[] = [];
  const analyser = {
    logFailures: (failures: readonly StepFailure[] = []) => void logged.push(failures),
    digest: (file: Uint8Array) => {
      alone.push(file);
      return Promise.resolve(file);
    },
  };
  const pool = new DigestPool({ background, start } as unknown as AnalysisWorkers, analyser, watching);
  return { pool, workers, alone, logged };
}

const file = (first: number, length = 4) => new Uint8Array(length).fill(first);
const LONG = (3 << 16) + 1;
const firsts = (worker: Worker) => worker.asked.map((asked) => asked.file[0]);

describe('workers that sum up files', () => {
  it('have the next file before they answer, and no more than that', async () => {
    const { pool, workers } = poolOf(2);
    const digests = [1, 2, 3, 4, 5].map((first) => pool.digest(file(first)));
    assert.deepEqual(workers.map(firsts), [[1, 3], [2, 4]]); // prettier-ignore
    workers[1].answer();
    assert.deepEqual(workers.map(firsts), [[1, 3], [4, 5]]); // prettier-ignore
    assert.deepEqual(await digests[1], file(2));
    for (const worker of workers) while (worker.asked.length) worker.answer();
    assert.deepEqual(
      await Promise.all(digests),
      [1, 2, 3, 4, 5].map((first) => file(first)),
    );
    pool.dispose();
    assert.ok(workers.every(({ ended }) => ended));
  });

  it('have steps that threw logged', async () => {
    const { pool, workers, logged } = poolOf(1);
    const digest = pool.digest(file(1));
    const failures = [{ step: 'names', paragraph: 2, message: 'no' }];
    workers[0].answer(failures);
    assert.deepEqual(await digest, file(1));
    assert.deepEqual(logged, [failures]);
    pool.dispose();
  });

  it('give way to the editor’s for one file that changed, while none of them runs', async () => {
    const { pool, workers, alone } = poolOf(1);
    await pool.digest(file(1), true);
    assert.deepEqual([alone.length, workers.length], [1, 0]);
    const other = pool.digest(file(2));
    const changed = pool.digest(file(3), true);
    assert.deepEqual([alone.length, firsts(workers[0])], [1, [2, 3]]);
    workers[0].answer();
    workers[0].answer();
    await Promise.all([other, changed]);
    pool.dispose();
  });

  it('a long file gets a roomy worker, which ends with it', async () => {
    const { pool, workers } = poolOf(1);
    const short = pool.digest(file(1));
    const long = pool.digest(file(2, LONG));
    const last = pool.digest(file(3));
    assert.deepEqual(workers.map(firsts), [[1]]);
    workers[0].answer();
    await short;
    assert.deepEqual([workers[0].ended, workers[1].kind.heap, firsts(workers[1])], [true, 41, [2]]);
    workers[1].answer();
    await long;
    assert.deepEqual([workers[1].ended, workers[2].kind.heap, firsts(workers[2])], [true, 28, [3]]);
    workers[2].answer();
    await last;
    pool.dispose();
  });

  it('the file with which one ends is tried once more, alone; the others go on', async () => {
    const { pool, workers } = poolOf(1);
    const [first, second] = [pool.digest(file(1)), pool.digest(file(2))];
    workers[0].listener.onEnd('out of memory');
    assert.deepEqual([workers[1].kind.heap, firsts(workers[1])], [undefined, [1]]);
    workers[1].listener.onEnd('out of memory again');
    await assert.rejects(first, /out of memory again/);
    assert.deepEqual([workers[2].kind.heap, firsts(workers[2])], [28, [2]]);
    workers[2].answer();
    await second;
    pool.dispose();
  });

  it('one that hangs is ended with its file, which is not tried again; the others go on', async () => {
    const { pool, workers } = poolOf(1, AT_ONCE);
    const [first, second] = [pool.digest(file(1)), pool.digest(file(2))];
    workers[0].listener.onMessage({ type: 'begun', id: workers[0].asked[0].id, characters: 4 });
    await assert.rejects(first, Overrun);
    assert.deepEqual([workers[0].ended, ...workers.map(firsts)], [true, [1, 2], [2]]);
    workers[0].listener.onEnd('terminated');
    await assert.rejects(pool.digest(file(1)), Overrun);
    workers[1].listener.onMessage({ type: 'begun', id: workers[1].asked[0].id, characters: 4 });
    workers[1].answer();
    await second;
    assert.equal(workers.length, 2);
    pool.dispose();
  });

  it('a file that cannot be analysed fails alone', async () => {
    const { pool, workers } = poolOf(1);
    const [first, second] = [pool.digest(file(1)), pool.digest(file(2))];
    workers[0].listener.onMessage({ type: 'failure', id: workers[0].asked.shift()!.id, message: 'no text' });
    await assert.rejects(first, /no text/);
    workers[0].answer();
    await second;
    pool.dispose();
  });

  it('stopping fails all that wait', async () => {
    const { pool, workers } = poolOf(1);
    const waiting = [1, 2, 3].map((first) => pool.digest(file(first)));
    pool.stop();
    for (const each of waiting) await assert.rejects(each, /stopped/);
    assert.ok(workers[0].ended);
    pool.dispose();
  });
});
