import assert from 'node:assert/strict';
import type { Decision } from '../../../src/review/review';
import { NO_REVIEW, type Sidecar, parseSidecar, writeSidecar } from '../../../src/review/sidecar';
import { type Finding, ReviewStore } from '../../../src/review/store';
import {
  type Call,
  type Hook,
  IMPATIENT,
  Killed,
  MemoryDisk,
  type MemoryOptions,
  ShortWrite,
} from '../../support/memoryFolder';
import { decisionsAbout } from './decisions';

const about = decisionsAbout('Ann Lee said the talks failed.');
const note = (text: string): Decision => about.decide(about.mention('Ann Lee'), { do: 'note', text });
const [old, older, mine, yours] = ['old', 'older', 'mine', 'yours'].map(note);
const review = (...decisions: Decision[]): Sidecar => ({ ...NO_REVIEW, decisions });
const json = (...decisions: Decision[]) => writeSidecar(review(...decisions), 'a.txt');
const newer = json(older).replace('"version": 2', '"version": 3');
const ids = (decisions: readonly Decision[]) => decisions.map(({ id }) => id).sort();
const MAIN = 'a.txt.jsonld';
const SECOND = 'a.txt.2.jsonld';

const storeOn = (disk: MemoryDisk, options: MemoryOptions = {}) =>
  new ReviewStore(disk.folder(options), MAIN, 'a.txt', IMPATIENT);

describe('a store of reviews', () => {
  describe('reads all that is there, says what it found, and tidies up', () => {
    const cases: [what: string, before: Record<string, string>, read: Decision[], after: Record<string, Decision[] | string>, findings: Partial<Finding>[]][] = [
      ['nothing', {}, [], {}, []],
      ['the sidecar', { [MAIN]: json(old) }, [old], { [MAIN]: [old] }, []],
      ['what was decided while it was damaged', { [MAIN]: json(old), [SECOND]: json(mine), 'a.txt.11.jsonld': json(yours) }, [old, mine, yours], { [MAIN]: [old, mine, yours] }, [{ kind: 'recovered', decisions: 2 }]],
      ['the same when the damaged one was deleted', { [SECOND]: json(mine) }, [mine], { [MAIN]: [mine] }, [{ kind: 'recovered', decisions: 1 }]],
      ['what a killed window left', { [MAIN]: json(old), 'a.txt.jsonld.3f2a9c01.new': json(old, mine) }, [old, mine], { [MAIN]: [old, mine] }, [{ kind: 'recovered', decisions: 1 }]],
      ['what a killed command left', { 'a.txt.jsonld.4711.tmp': json(mine) }, [mine], { [MAIN]: [mine] }, [{ kind: 'recovered', decisions: 1 }]],
      ['what was never complete', { [MAIN]: json(old), 'a.txt.jsonld.3f2a9c01.new': json(old, mine).slice(0, 400) }, [old], { [MAIN]: [old] }, []],
      ['only what was never complete', { 'a.txt.jsonld.3f2a9c01.new': '{' }, [], {}, []],
      ['only one that was complete, and is damaged', { 'a.txt.jsonld.3f2a9c01.new': 'x\n}\n' }, [], { 'a.txt.jsonld.3f2a9c01.new': 'x\n}\n' }, []],
      ['a damaged sidecar', { [MAIN]: '{"broken' }, [], { [MAIN]: '{"broken' }, [{ kind: 'damaged', file: MAIN, isNewer: false, instead: SECOND }]],
      ['a damaged sidecar, one beside it and a whole one', { [MAIN]: '{', [SECOND]: 'x', 'a.txt.3.jsonld': json(mine) }, [mine], { [MAIN]: '{', [SECOND]: 'x', 'a.txt.3.jsonld': [mine] }, [{ kind: 'damaged', file: MAIN, instead: 'a.txt.3.jsonld' }, { kind: 'damaged', file: SECOND, instead: undefined }]],
      ['one of a newer version', { [MAIN]: newer }, [], { [MAIN]: newer }, [{ kind: 'damaged', isNewer: true, instead: SECOND }]],
      ['a newer version’s that was left', { [MAIN]: json(old), 'a.txt.jsonld.3f2a9c01.new': newer }, [old], { [MAIN]: [old], 'a.txt.jsonld.3f2a9c01.new': newer }, []],
      ['none of another article’s', { [MAIN]: json(old), 'a.txt.2.jsonld': writeSidecar(review(yours), 'a.txt.2'), 'b.txt.jsonld.3f2a9c01.new': json(yours), 'a.txt.jsonld.lock': '' }, [old], { [MAIN]: [old], 'a.txt.2.jsonld': [yours], 'b.txt.jsonld.3f2a9c01.new': [yours], 'a.txt.jsonld.lock': '' }, []],
      ['both sides of a conflict', { [MAIN]: `<<<<<<< a\n${json(mine)}=======\n${json(yours)}>>>>>>> b\n` }, [mine, yours], {}, []],
    ]; // prettier-ignore
    for (const locks of [true, false])
      for (const [what, before, read, after, findings] of cases)
        it(`${what}${locks ? '' : ', without a lock'}`, async () => {
          const disk = new MemoryDisk(before);
          const reading = await storeOn(disk, { locks }).read();
          assert.deepEqual(ids(reading.review.decisions), ids(read));
          assert.equal(reading.isWhole, !findings.some(({ kind }) => kind === 'damaged'));
          for (const [i, expected] of findings.entries())
            for (const [key, value] of Object.entries(expected)) assert.equal(reading.findings[i][key as keyof Finding], value, key); // prettier-ignore
          assert.equal(reading.findings.length, findings.length);
          if (what !== 'both sides of a conflict') {
            const there = [...disk.files.keys()].sort();
            assert.deepEqual(there, Object.keys(after).sort());
            for (const [name, expected] of Object.entries(after)) {
              const content = disk.text(name)!;
              if (typeof expected === 'string') assert.equal(content, expected);
              else assert.deepEqual(ids(parseSidecar(content).decisions), ids(expected));
            }
          }
        });
  });

  describe('merges three ways', () => {
    const withdrawn = { ...old, withdrawn: '2022-02-01T00:00:00.000Z' };
    const restored = { ...withdrawn, restored: '2022-02-02T00:00:00.000Z' };
    const cases: [what: string, base: Decision[], ours: Decision[], file: Decision[] | undefined, expected: Decision[]][] = [
      ['what was decided here is added', [old], [old, mine], [old], [old, mine]],
      ['and what was decided there', [old], [old, mine], [old, yours], [old, mine, yours]],
      ['what was deleted there is gone here', [old, older], [old, older, mine], [old], [old, mine]],
      ['with the whole file', [old, older], [old, older, mine], undefined, [mine]],
      ['another branch’s file stays that branch’s', [old], [old, mine], [yours], [mine, yours]],
      ['what was undone in this branch stands in the other', [withdrawn], [withdrawn], [old], [old]],
      ['what was undone here is undone there', [old], [withdrawn], [old, yours], [withdrawn, yours]],
      ['what was undone here and deleted there is deleted', [old], [withdrawn], [], []],
      ['what was redone here is kept, though it was deleted there', [withdrawn], [restored], [], [restored]],
    ]; // prettier-ignore
    for (const [what, base, ours, file, expected] of cases)
      it(what, async () => {
        const disk = new MemoryDisk(file ? { [MAIN]: json(...file) } : {});
        const { review: merged } = await storeOn(disk).update(review(...base), review(...ours));
        assert.deepEqual(ids(merged.decisions), ids(expected));
        const saved = disk.files.has(MAIN) ? parseSidecar(disk.text(MAIN)!).decisions : [];
        assert.deepEqual(
          saved,
          expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        );
      });

    it('what can no longer be understood there was not deleted', async () => {
      const disk = new MemoryDisk({ [MAIN]: json(old).replace('"do": "note"', '"do": "nota"') });
      const { review: merged } = await storeOn(disk).update(review(old), review(old, mine));
      assert.deepEqual(ids(merged.decisions), ids([old, mine]));
      assert.equal(parseSidecar(disk.text(MAIN)!).foreign.length, 1);
    });

    it('nothing was deleted as long as the sidecar cannot be read', async () => {
      const disk = new MemoryDisk({ [MAIN]: '{' });
      await storeOn(disk).update(review(old), review(old, mine));
      assert.equal(disk.text(MAIN), '{');
      assert.deepEqual(ids(parseSidecar(disk.text(SECOND)!).decisions), ids([old, mine]));
    });
  });

  it('writes nothing when nothing is new', async () => {
    const written: Call[] = [];
    const hook: Hook = (call) => void (call === 'names' || call === 'read' || written.push(call));
    const disk = new MemoryDisk({ [MAIN]: json(old).replaceAll('  ', '\t') });
    const store = storeOn(disk, { hook });
    const { review: read } = await store.read();
    await store.update(read, read);
    await storeOn(new MemoryDisk(), { hook }).update(NO_REVIEW, NO_REVIEW);
    assert.deepEqual(written, []);
  });

  it('what is in use for a moment is not damaged', async () => {
    for (const call of ['names', 'read', 'create', 'rename', 'delete'] as const) {
      let failures = 3;
      const hook: Hook = (each, _name, when) => {
        if (each === call && when === 'before' && failures-- > 0) throw Object.assign(new Error('busy'), { code: 'EBUSY' }); // prettier-ignore
      };
      const disk = new MemoryDisk({ [MAIN]: json(old), [SECOND]: json(yours) });
      const { findings } = await storeOn(disk, { hook }).update(NO_REVIEW, review(mine));
      assert.deepEqual([...disk.files.keys()], [MAIN]);
      assert.ok(findings.every(({ kind }) => kind === 'recovered'));
      assert.deepEqual(ids(parseSidecar(disk.text(MAIN)!).decisions), ids([old, mine, yours]));
    }
  });

  it('a file that cannot be read for another reason is said, and nothing is written', async () => {
    const hook: Hook = (call, name) => {
      if (call === 'read' && name === MAIN) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    };
    const disk = new MemoryDisk({ [MAIN]: json(old) });
    await assert.rejects(storeOn(disk, { hook }).update(NO_REVIEW, review(mine)), /permission denied/);
    assert.deepEqual([...disk.files.keys()], [MAIN]);
  });

  it('a file that is half written, or gone for a moment, is waited for', async () => {
    for (const [first, second] of [
      [json(old).slice(0, 200), json(old, yours)],
      [undefined, json(old, yours)],
      ['', json(old, yours)],
    ]) {
      const disk = new MemoryDisk(first === undefined ? {} : { [MAIN]: first });
      const clock = { ...IMPATIENT, pause: () => Promise.resolve(disk.put(MAIN, second!)) };
      const store = new ReviewStore(disk.folder(), MAIN, 'a.txt', clock);
      const { review: read, findings } = await store.read(review(old));
      assert.deepEqual([ids(read.decisions), findings], [ids([old, yours]), []]);
    }
  });

  it('what another program writes just before or after is merged', async () => {
    for (const at of [1, 2, 3, 4, 5, 6]) {
      let calls = 0;
      const disk = new MemoryDisk({ [MAIN]: json(old) });
      const hook: Hook = (call, name, when) => {
        if (call === 'read' && name === MAIN && when === 'before' && ++calls === at) disk.put(MAIN, json(old, yours));
      };
      await storeOn(disk, { hook }).update(review(old), review(old, mine));
      const saved = ids(parseSidecar(disk.text(MAIN)!).decisions);
      assert.deepEqual(saved, at <= 3 ? ids([old, mine, yours]) : ids([old, mine]), `at ${at}`);
    }
  });

  describe('when a call fails, or the process is killed there', () => {
    const OLD = review(old, older);
    const starts: [what: string, files: Record<string, string>][] = [
      ['no sidecar', {}],
      ['a sidecar', { [MAIN]: json(old, older) }],
      ['a damaged one', { [MAIN]: '{', [SECOND]: json(old, older) }],
      ['one, and what was left beside it', { [MAIN]: json(old), [SECOND]: json(older), 'a.txt.jsonld.3f2a9c01.new': json(old, older) }],
      ['only what was left beside it', { 'a.txt.jsonld.3f2a9c01.new': json(old, older) }],
    ]; // prettier-ignore
    const full = () => Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const busy = () => Object.assign(new Error('busy'), { code: 'EBUSY' });
    const faults: [what: string, when: 'before' | 'after', error: () => Error, isLast: boolean][] = [
      ['an error', 'before', full, false],
      ['an error after it was done', 'after', full, false],
      ['a short write', 'before', () => new ShortWrite(full()), false],
      ['a moment’s error', 'before', busy, false],
      ['a moment’s error after it was done', 'after', busy, false],
      ['all calls fail from there on', 'before', full, true],
      ['a kill', 'before', () => new Killed(), true],
      ['a kill after it was done', 'after', () => new Killed(), true],
      ['a kill in the middle of writing', 'before', () => new ShortWrite(new Killed()), true],
    ];
    for (const options of [{ locks: true }, { locks: false }, { locks: false, deletesFirst: true }])
      for (const [start, files] of starts)
        for (const [fault, when, error, isLast] of faults)
          it(`${fault}: ${start}; ${JSON.stringify(options)}`, async () => {
            const before = Object.keys(files).length ? [old, older] : [];
            let calls = 0;
            for (let at = 1; ; at++) {
              const disk = new MemoryDisk(files);
              calls = 0;
              let failure: Error | undefined;
              const hook: Hook = (_call, _name, now) => {
                if (failure && isLast) throw failure instanceof ShortWrite ? failure.cause : failure;
                if (now === when && ++calls === at) throw (failure = error());
              };
              const store = storeOn(disk, { ...options, hook });
              const saved = await store.update(before.length ? OLD : NO_REVIEW, review(...before, mine)).then(
                () => true,
                () => false,
              );
              if (!failure) {
                assert.ok(saved);
                break;
              }
              const { review: read } = await storeOn(disk, options).read();
              const found = ids(read.decisions);
              for (const each of ids(before)) assert.ok(found.includes(each), `at call ${at}: lost`);
              if (saved) assert.ok(found.includes(mine.id), `at call ${at}: it was saved, and is lost`);
              if (files[MAIN] === '{') assert.equal(disk.text(MAIN), '{');
              for (const name of disk.files.keys())
                if (name !== MAIN || files[MAIN] !== '{') if (!name.endsWith('.new')) parseSidecar(disk.text(name)!); // nothing is torn
              // And the next save works, and leaves nothing behind.
              await storeOn(disk, options).update(read, { ...read, decisions: [...read.decisions, yours] });
              await storeOn(disk, options).read();
              const left = [...disk.files.keys()].filter((name) => name !== MAIN && name !== SECOND);
              assert.deepEqual(files[MAIN] === '{' ? left.filter((name) => !name.endsWith('.new')) : left, [], `at call ${at}`); // prettier-ignore
            }
            assert.ok(calls > 3);
          });
  });

  describe('moves with the article', () => {
    const at = (disk: MemoryDisk, article: string) =>
      new ReviewStore(disk.folder(), `${article}.jsonld`, article, IMPATIENT);
    const cases: [what: string, before: Record<string, string>, after: Record<string, Decision[] | string>][] = [
      ['the sidecar', { 'a.jsonld': json(old) }, { 'b.jsonld': [old] }],
      ['nothing', { 'c.jsonld': json(old) }, { 'c.jsonld': [old] }],
      ['and what is beside it', { 'a.jsonld': json(old), 'a.2.jsonld': json(mine), 'a.jsonld.1f.new': json(older) }, { 'b.jsonld': [old, mine, older] }],
      ['to where there is one', { 'a.jsonld': json(old), 'b.jsonld': json(yours) }, { 'b.jsonld': [old, yours] }],
      ['a damaged one', { 'a.jsonld': '{', 'a.2.jsonld': json(mine) }, { 'b.jsonld': '{', 'b.2.jsonld': [mine] }],
      ['a damaged one to where there is one', { 'a.jsonld': '{' , 'b.jsonld': json(yours) }, { 'b.2.jsonld': '{', 'b.jsonld': [yours] }],
      ['to where there is a damaged one', { 'a.jsonld': json(old), 'b.jsonld': '{' }, { 'b.jsonld': '{', 'b.2.jsonld': [old] }],
    ]; // prettier-ignore
    for (const [what, before, after] of cases)
      it(what, async () => {
        const disk = new MemoryDisk(before);
        await at(disk, 'a').moveTo(at(disk, 'b'));
        assert.deepEqual([...disk.files.keys()].sort(), Object.keys(after).sort());
        for (const [name, expected] of Object.entries(after)) {
          const content = disk.text(name)!;
          if (typeof expected === 'string') assert.equal(content, expected);
          else assert.deepEqual(ids(parseSidecar(content).decisions), ids(expected));
        }
      });

    it('only its case changes: the one file is renamed, not merged with itself and deleted', async () => {
      const disk = new MemoryDisk({ 'Talks.jsonld': json(old), 'Talks.2.jsonld': json(mine) });
      const folder = disk.folder();
      const [from, to] = ['Talks', 'talks'].map((name) => new ReviewStore(folder, `${name}.jsonld`, name, IMPATIENT));
      await from.moveTo(to);
      assert.deepEqual([...disk.files.keys()].sort(), ['talks.2.jsonld', 'talks.jsonld']);
      assert.deepEqual(ids((await to.read()).review.decisions), ids([old, mine]));
    });

    it('a kill at any call loses nothing', async () => {
      for (let at = 1, calls = 0; at === 1 || at <= calls; at++) {
        calls = 0;
        const disk = new MemoryDisk({ 'a.jsonld': json(old), 'a.2.jsonld': json(mine), 'b.jsonld': json(yours) });
        const folder = disk.folder({
          hook: (_call, _name, when) => {
            if (when === 'before' && ++calls >= at) throw new Killed();
          },
        });
        const [from, to] = ['a', 'b'].map((name) => new ReviewStore(folder, `${name}.jsonld`, name, IMPATIENT));
        await from.moveTo(to).catch(() => undefined);
        const readings = await Promise.all(['a', 'b'].map((name) => new ReviewStore(disk.folder(), `${name}.jsonld`, name, IMPATIENT).read())); // prettier-ignore
        const found = new Set(readings.flatMap(({ review: read }) => ids(read.decisions)));
        assert.deepEqual([...found].sort(), ids([old, mine, yours]), `at call ${at}`);
      }
    });
  });
});
