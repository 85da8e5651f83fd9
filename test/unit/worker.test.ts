import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { FAST_FEATURES, NETWORK_FEATURES } from '../../src/analysis/accurate/judge';
import type { AccurateFile } from '../../src/analysis/accurate/model';
import { NAMES, type NetworkInput, type NetworkOutput } from '../../src/analysis/accurate/network';
import type { Analysis, Claim } from '../../src/analysis/analysis';
import { unpackAnalysis } from '../../src/analysis/packed';
import { type FromWorker, type ToWorker, serveAnalysis } from '../../src/worker';

const none = (features: readonly string[]) => Object.fromEntries(features.map((feature) => [feature, 0]));

/** What accurate.json holds, with a vocabulary of nothing; what it judges is as likely right as not. */
const ACCURATE = JSON.stringify({
  judges: { network: none(NETWORK_FEATURES), fast: none(FAST_FEATURES) },
  least: 0.6,
  leastNested: 0.6,
  nameWeight: 0,
  vocabulary: '[UNK]\n[CLS]\n[SEP]',
} satisfies AccurateFile);

/** A network that sees nothing. */
function nothing({ first }: NetworkInput): NetworkOutput {
  const nobody = new Float32Array(0);
  return {
    flat: new Float32Array(first.length * 4),
    names: new Float32Array(first.length * NAMES),
    anchors: new Int32Array(0),
    roles: nobody,
    stands: nobody,
  };
}

/** A worker on this thread; `received` is what it answered, `signs` what it was at and what it waited for, by request. */
function worker(files: Readonly<Record<string, string>> = { 'accurate.json': ACCURATE }) {
  let send: (message: ToWorker) => void = () => {};
  const received: FromWorker[] = [];
  const runs: Extract<FromWorker, { type: 'run' }>[] = [];
  const signs: string[] = [];
  let wake: () => void = () => {};
  serveAnalysis({
    listen: (handler) => (send = handler),
    post: (message) => {
      if (message.type === 'needModel') {
        const { file } = message;
        const bytes =
          file in files ? Promise.resolve(new TextEncoder().encode(files[file])) : readFile(`models/${file}`);
        void bytes.then((read) => send({ type: 'model', file, bytes: read }));
        return;
      }
      signs.push(`${message.type} ${message.id}`);
      if (message.type === 'run') runs.push(message);
      else if (message.type !== 'begun') received.push(message);
      wake();
    },
  });
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return {
    send: (message: ToWorker) => send(message),
    received,
    runs,
    signs,
    until,
    answerAll: async (done: () => boolean) => {
      while (!done()) {
        await until(() => runs.length > 0 || done());
        for (const { run, input } of runs.splice(0)) send({ type: 'ran', run, output: nothing(input) });
      }
    },
  };
}

const ARTICLE = Array.from(
  { length: 12 },
  (_, n) => `Paragraph ${n}: Vladimir Putin said that talks would begin soon.`,
).join('\n');
const options = { form: 'body' } as const;

function claimsOf({ analysis }: Extract<FromWorker, { type: 'analysis' | 'refined' }>): readonly Claim[] {
  return unpackAnalysis(analysis, ARTICLE).claims;
}

describe('the analysis worker', () => {
  it('answers with the fast engine, also while it refines', async () => {
    const { send, received, runs, until, answerAll } = worker();
    send({ type: 'refine', id: 1, text: ARTICLE, options, visible: [] });
    await until(() => runs.length > 0);
    send({ type: 'analyse', id: 2, text: ARTICLE, options });
    await until(() => received.length > 0);
    const [first] = received;
    assert.equal(first.type, 'analysis');
    assert.ok(first.type === 'analysis' && !first.accurate && claimsOf(first).length > 0);
    await answerAll(() => received.length > 1);
    const last = received.at(-1)!;
    assert.ok(last.type === 'refined' && last.accurate && claimsOf(last).length === 0);
  });

  it('reads what is visible first, and tells when it has', async () => {
    const { send, received, runs, until, answerAll } = worker();
    const start = ARTICLE.indexOf('Paragraph 11');
    send({ type: 'refine', id: 1, text: ARTICLE, options, visible: [{ start, end: ARTICLE.length }] });
    await until(() => runs.length > 0);
    await answerAll(() => received.length > 0);
    const [first] = received;
    assert.ok(first.type === 'refined' && !first.accurate);
    const claims = claimsOf(first).map(({ attribution }) => attribution.content[0].start);
    assert.ok(claims.length > 0 && claims.every((at) => at < start)); // the network that sees nothing has read the last
  });

  it('uses what it has read before, when it is asked to', async () => {
    const { send, received, answerAll, until } = worker();
    send({ type: 'refine', id: 1, text: ARTICLE, options, visible: [] });
    await answerAll(() => received.some((message) => message.type === 'refined' && message.accurate));
    received.length = 0;
    send({ type: 'analyse', id: 2, text: ARTICLE, options: { ...options, accurate: true } });
    send({ type: 'analyse', id: 3, text: ARTICLE, options });
    await until(() => received.length === 2);
    const counts = received.map(
      (message) => message.type === 'analysis' && [message.accurate, claimsOf(message).length > 0],
    );
    assert.deepEqual(counts, [
      [true, false],
      [false, true],
    ]);
  });

  it('stops when cancelled', async () => {
    const { send, received, runs, until } = worker();
    send({ type: 'refine', id: 1, text: ARTICLE, options, visible: [] });
    await until(() => runs.length > 0);
    send({ type: 'cancel', id: 1 });
    for (const { run, input } of runs.splice(0)) send({ type: 'ran', run, output: nothing(input) });
    send({ type: 'analyse', id: 2, text: ARTICLE, options });
    await until(() => received.length > 1);
    assert.deepEqual([received.map(({ type }) => type), runs.length], [['cancelled', 'analysis'], 0]);
  });

  it('says what it is at, and when it waits for the network', async () => {
    const { send, received, signs, until, answerAll } = worker();
    send({ type: 'analyse', id: 1, text: ARTICLE, options });
    await until(() => received.length > 0);
    send({ type: 'digest', id: 2, file: new TextEncoder().encode(ARTICLE) });
    await until(() => received.length > 1);
    assert.deepEqual(signs, ['begun 1', 'analysis 1', 'begun 2', 'digest 2']);
    signs.length = 0;
    send({ type: 'refine', id: 3, text: ARTICLE.slice(0, 200), options, visible: [] });
    await answerAll(() => received.length > 2);
    assert.deepEqual(signs, ['begun 3', 'run 3', 'begun 3', 'refined 3']);
  });

  it('fails the refining alone when the network cannot run', async () => {
    const { send, received, runs, until } = worker();
    send({ type: 'refine', id: 1, text: ARTICLE, options, visible: [] });
    await until(() => runs.length > 0);
    send({ type: 'runFailure', run: runs[0].run, message: 'no WebAssembly here' });
    await until(() => received.length > 0);
    assert.ok(received[0].type === 'failure' && received[0].message.includes('no WebAssembly here'));
    send({ type: 'analyse', id: 2, text: ARTICLE, options });
    await until(() => received.length > 1);
    assert.equal(received[1].type, 'analysis');
  });

  it('says which file is wrong', async () => {
    const { send, received, until } = worker({ 'accurate.json': '{"judge": {}, "vocabulary": ""}' });
    send({ type: 'refine', id: 1, text: ARTICLE, options, visible: [] });
    await until(() => received.length > 0);
    assert.ok(received[0].type === 'failure' && received[0].message.includes('accurate.json'));
  });

  describe('of a long article that is edited', () => {
    const LONG = Array.from(
      { length: 1800 },
      (_, n) => `Paragraph ${n}: Vladimir Putin said that talks would begin soon.`,
    );
    const EDITED = 'It was Angela Merkel who said that talks had begun.';
    const [before, after] = [LONG.join('\n'), LONG.with(900, EDITED).join('\n')];
    const at = before.indexOf(LONG[900]);
    const EDIT = { at, removed: LONG[900].length, added: EDITED, visible: { start: at - 500, end: at + 500 } };
    const read = async (text: string, document?: string) => {
      const { send, received, until } = worker();
      send({ type: 'analyse', id: 1, text, options, document });
      await until(() => received.length === 1);
      const [message] = received;
      assert.equal(message.type, 'analysis');
      return message.analysis;
    };

    it('tells at once what an edit changes', async () => {
      const { send, received, until } = worker();
      send({ type: 'base', document: 'a', read: { text: before, analysis: await read(before) } });
      send({ type: 'edit', id: 2, document: 'a', ...EDIT, options });
      await until(() => received.length === 1);
      const [message] = received;
      assert.ok(message.type === 'provisional' && message.id === 2 && message.analysis);
      const told = unpackAnalysis(message.analysis, after);
      const anew = unpackAnalysis(await read(after), after);
      assert.ok(told.entities.some(({ name }) => name === 'Angela Merkel'));
      const there = ({ claims }: Analysis) =>
        claims.filter(({ attribution: { content } }) => content[0].start > at - 500 && content[0].end < at + 500);
      assert.deepEqual(there(told).map(({ text }) => text), there(anew).map(({ text }) => text)); // prettier-ignore
      assert.ok(there(told).length > 10 && told.tokens.count === 0);
    });

    it('reads what did not change as if it read it anew', async () => {
      const { send, received, until } = worker();
      send({ type: 'analyse', id: 1, text: before, options, document: 'a' });
      send({ type: 'analyse', id: 2, text: after, options, document: 'a' });
      await until(() => received.length === 2);
      const [, message] = received;
      assert.ok(message.type === 'analysis');
      assert.deepEqual(message.analysis, await read(after));
    });

    it('gives it up when it is cancelled', async () => {
      const { send, received, until } = worker();
      send({ type: 'analyse', id: 1, text: before, options, document: 'a' });
      send({ type: 'cancel', id: 1 });
      await until(() => received.length === 1);
      assert.equal(received[0].type, 'cancelled');
    });

    it('tells nothing once it is forgotten', async () => {
      const { send, received, until } = worker();
      send({ type: 'base', document: 'a', read: { text: before, analysis: await read(before) } });
      send({ type: 'forget', document: 'a' });
      send({ type: 'edit', id: 1, document: 'a', ...EDIT, options });
      await until(() => received.length === 1);
      assert.deepEqual(received[0], { type: 'provisional', id: 1, analysis: undefined });
    });
  });
});
