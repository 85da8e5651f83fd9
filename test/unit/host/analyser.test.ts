import { vscodeStandIn } from '../../support/vscode';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { packAnalysis } from '../../../src/analysis/packed';
import { analyse } from '../../../src/analysis/pipeline';
import { Analyser } from '../../../src/host/analyser';
import type { AnalysisWorkers, WorkerAnswer } from '../../../src/host/analysisWorkers';
import type { NetworkHost } from '../../../src/host/networkHost';
import type { WorkerListener } from '../../../src/host/platform';
import { anchorAt, createLocator, knowingLocator } from '../../../src/review/anchor';
import { printOf } from '../../../src/review/print';
import { Overrun } from '../../../src/util/watchdog';
import { type FromWorker, type ToWorker, serveAnalysis } from '../../../src/worker';
import { testModels } from '../../support/models';

type Request = Extract<ToWorker, { type: 'analyse' | 'refine' | 'digest' }>;

/** A worker that answers when the test says so. */
class Worker {
  readonly asked: Request[] = [];
  ended = false;

  constructor(readonly listener: WorkerListener<WorkerAnswer>) {}

  post(message: ToWorker): void {
    if ('id' in message && message.type !== 'cancel') this.asked.push(message as Request);
  }

  dispose(): void {
    this.ended = true;
  }

  begin(id: number): void {
    this.listener.onMessage({ type: 'begun', id, characters: 0 });
  }
}

/** Whoever begins and does not answer at once overruns. */
const AT_ONCE = { allowance: { base: 1, perKilobyte: 0 }, tick: 1 };

/** Until something has come about, which it will. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
const never = NEVER as unknown as vscode.CancellationToken;

describe('the editor’s worker, when it hangs', () => {
  const errors: string[] = [];
  const log = { error: (message: string) => void errors.push(message) } as unknown as vscode.LogOutputChannel;
  let analysis: ReturnType<typeof packAnalysis>;
  before(async () => {
    analysis = packAnalysis(analyse('So it is.', { models: await testModels() }));
  });
  const started = () => {
    const workers: Worker[] = [];
    const start = (listener: WorkerListener<WorkerAnswer>) => workers[workers.push(new Worker(listener)) - 1];
    const analyser = new Analyser({ start } as unknown as AnalysisWorkers, {} as NetworkHost, log, AT_ONCE);
    const texts = () => workers.map(({ asked }) => asked.map((each) => ('text' in each ? each.text : 'file')));
    const answer = (worker: Worker) => {
      const { id } = worker.asked.at(-1)!;
      worker.listener.onMessage({ type: 'analysis', id, analysis, accurate: false });
    };
    return { analyser, workers, texts, answer };
  };

  it('is ended, its text fails, and another one goes on with those that wait', async () => {
    const { analyser, workers, texts, answer } = started();
    const [slow, next] = ['slow', 'next'].map((text) => analyser.analyse(text, {}, 'background'));
    workers[0].begin(1);
    await assert.rejects(slow, Overrun);
    assert.ok(workers[0].ended);
    assert.deepEqual(texts(), [['slow'], ['next']]);
    answer(workers[1]);
    await next;
    assert.match(errors.at(-1)!, /worker was ended: the analysis of 0 characters/);
    analyser.dispose();
  });

  it('does not hang with the same text again', async () => {
    const { analyser, workers, texts } = started();
    const slow = analyser.analyse('slow', {}, 'editor');
    workers[0].begin(1);
    await assert.rejects(slow, Overrun);
    await assert.rejects(analyser.analyse('slow', {}, 'editor'), Overrun);
    await assert.rejects(
      analyser.refine('slow', {}, [], never, () => {}),
      Overrun,
    );
    void analyser.analyse('other', {}, 'editor').catch(() => {});
    assert.deepEqual(texts(), [['slow'], ['other']]);
    analyser.dispose();
  });

  it('says nothing more that counts', async () => {
    const { analyser, workers } = started();
    const slow = analyser.analyse('slow', {}, 'editor');
    workers[0].begin(1);
    await assert.rejects(slow, Overrun);
    let isThere = false;
    void analyser.analyse('next', {}, 'editor').then(
      () => (isThere = true),
      () => {},
    );
    workers[0].listener.onMessage({ type: 'analysis', id: 2, analysis, accurate: false });
    workers[0].listener.onEnd('terminated');
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(!isThere && workers.length === 2);
    analyser.dispose();
  });

  it('with one of several requests, fails only that one', async () => {
    const { analyser, workers, texts, answer } = started();
    const whole = analyser.analyse('whole', {}, 'editor');
    const refined = analyser.refine('refined', {}, [], never, () => {});
    const digest = analyser.digest(new Uint8Array(1));
    workers[0].begin(2);
    await assert.rejects(refined, Overrun);
    assert.deepEqual(texts(), [
      ['whole', 'refined', 'file'],
      ['file', 'whole'],
    ]);
    answer(workers[1]);
    await whole;
    workers[1].listener.onMessage({ type: 'digest', id: 3, digest: new Uint8Array(2) });
    assert.deepEqual(await digest, new Uint8Array(2));
    analyser.dispose();
  });

  it('with a text that nobody waits for any more, the others go on', async () => {
    const { analyser, workers, texts, answer } = started();
    let cancel: () => void = () => {};
    const token = { ...NEVER, onCancellationRequested: (listener: () => void) => ((cancel = listener), { dispose: () => {} }) }; // prettier-ignore
    const slow = analyser.analyse('slow', {}, 'editor', token as unknown as vscode.CancellationToken);
    const next = analyser.analyse('next', {}, 'editor');
    workers[0].begin(1);
    cancel();
    await assert.rejects(slow);
    await until(() => workers.length > 1);
    assert.deepEqual(texts(), [['slow'], ['next']]);
    answer(workers[1]);
    await next;
    analyser.dispose();
  });

  it('is left alone while it waits for the network', async () => {
    const { analyser, workers } = started();
    let hasFailed = false;
    void analyser.refine('slow', {}, [], never, () => {}).catch(() => (hasFailed = true));
    workers[0].begin(1);
    workers[0].listener.onMessage({ type: 'begun', id: 1, characters: 0 });
    Object.assign(analyser, { network: { run: () => new Promise(() => {}) } });
    workers[0].listener.onMessage({ type: 'run', id: 1, run: 1, input: {} as never });
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
    assert.ok(!hasFailed && !workers[0].ended);
    analyser.dispose();
  });
});

describe('anchors in a long text', () => {
  const { CancellationError } = vscodeStandIn;
  const log = { error: () => {} } as unknown as vscode.LogOutputChannel;
  const text = Array.from(
    { length: 400 },
    (_, n) => `Paragraph ${n}: the ${n * 7} talks with ${n * 13} people failed.`,
  ).join('\n');
  const print = printOf(text);
  const changed = `New\n${text.replace('Paragraph 200', 'Section 200').replace('talks with 26 ', 'talks of 26 ')}`;
  const wanted = [0, 3, 399].map((n) => {
    const start = text.indexOf(`the ${n * 7} talks`);
    return { anchor: anchorAt(text, { start, end: start + 14 }), printId: print.id };
  });

  /** @param serve what takes the worker's place */
  function started(serve: (listener: WorkerListener<WorkerAnswer>) => Pick<Worker, 'post' | 'dispose'>) {
    let starts = 0;
    const start = (listener: WorkerListener<WorkerAnswer>) => {
      starts++;
      return serve(listener);
    };
    const workers = { start } as unknown as AnalysisWorkers;
    return { analyser: new Analyser(workers, {} as NetworkHost, log), starts: () => starts };
  }
  const served = (listener: WorkerListener<WorkerAnswer>) => {
    let send: (message: ToWorker) => void = () => {};
    const post = (message: FromWorker) => listener.onMessage(structuredClone(message) as WorkerAnswer);
    serveAnalysis({ listen: (handler) => (send = handler), post });
    return { post: (message: ToWorker) => send(structuredClone(message)), dispose: () => {} };
  };

  it('are found by the worker, where the locator finds them', async () => {
    const { analyser, starts } = started(served);
    const spans = await analyser.locate(changed, [print], wanted);
    const { locate } = createLocator(changed, new Map([[print.id, print]]));
    assert.deepEqual(spans, wanted.map(({ anchor, printId }) => locate(anchor, printId))); // prettier-ignore
    assert.deepEqual([starts(), spans.filter((span) => span).length], [1, 3]);
    const known = knowingLocator(createLocator(changed, new Map()), wanted, spans);
    assert.deepEqual(wanted.map(({ anchor, printId }) => known.locate(anchor, printId)), spans); // prettier-ignore
    analyser.dispose();
  });

  it('nobody waits for them once they are cancelled', async () => {
    const { analyser } = started(() => ({ post: () => {}, dispose: () => {} }));
    let cancel: () => void = () => {};
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
        return { dispose: () => {} };
      },
    };
    const located = analyser.locate(changed, [print], wanted, token as unknown as vscode.CancellationToken);
    cancel();
    await assert.rejects(located, CancellationError);
    analyser.dispose();
  });

  it('a worker that ends says so, and the next one finds them', async () => {
    let isFirst = true;
    const { analyser, starts } = started((listener) => {
      if (!isFirst) return served(listener);
      isFirst = false;
      return { post: () => listener.onEnd('it was killed'), dispose: () => {} };
    });
    await assert.rejects(analyser.locate(changed, [print], wanted), /it was killed/);
    assert.ok((await analyser.locate(changed, [print], wanted)).every((span) => span));
    assert.equal(starts(), 2);
    analyser.dispose();
  });
});
