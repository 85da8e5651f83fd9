import assert from 'node:assert/strict';
import { Busy, type FileFolder } from '../../../src/review/fileFolder';
import { type Decision, stands } from '../../../src/review/review';
import { ReviewSession } from '../../../src/review/session';
import { NO_REVIEW, parseSidecar, writeSidecar } from '../../../src/review/sidecar';
import { type Finding, ReviewStore } from '../../../src/review/store';
import { IMPATIENT, MemoryDisk } from '../../support/memoryFolder';
import { decisionsAbout } from './decisions';

const about = decisionsAbout('Ann Lee said the talks failed.');
const note = (text: string): Decision => about.decide(about.mention('Ann Lee'), { do: 'note', text });
const MAIN = 'a.txt.jsonld';
const json = (...decisions: Decision[]) => writeSidecar({ ...NO_REVIEW, decisions }, 'a.txt');
const ids = (decisions: readonly Decision[]) => decisions.map(({ id }) => id).sort();
let minute = 0;
const now = () => new Date(Date.UTC(2023, 0, 1, 0, minute++)).toISOString();

describe('the review of an article in a window', () => {
  let disk: MemoryDisk;
  let findings: Finding[];
  const inFile = () => parseSidecar(disk.text(MAIN)!).decisions;
  const open = async (folder: FileFolder = disk.folder()) => {
    const listener = { onFinding: (finding: Finding) => void findings.push(finding), onBusy: () => undefined };
    const session = new ReviewSession(new ReviewStore(folder, MAIN, 'a.txt', IMPATIENT), listener);
    await session.refresh();
    return session;
  };
  const decide = async (session: ReviewSession, decision = note('x')) => {
    session.add('Note', [decision], []);
    await session.save();
    return decision;
  };
  beforeEach(() => {
    disk = new MemoryDisk();
    findings = [];
  });

  it('what two windows decide at the same time is all there', async () => {
    const [a, b] = [await open(), await open()];
    const made = [1, 2, 3, 4].map(() => note('x'));
    await Promise.all(made.map((each, i) => decide(i % 2 ? a : b, each)));
    assert.deepEqual(ids(inFile()), ids(made));
  });

  it('another branch is checked out: its file stays its own, and undo waits for the branch to come back', async () => {
    const [session, theirs] = [await open(), note('theirs')];
    const [first, second] = [await decide(session), await decide(session)];
    const branch = disk.text(MAIN)!;
    disk.put(MAIN, json(theirs));
    assert.equal(await session.refresh(), true);
    assert.deepEqual([ids(session.decisions), session.isUnsaved], [[theirs.id], false]);
    assert.equal(session.undo(now()), undefined);
    const here = await decide(session);
    assert.deepEqual(ids(inFile()), ids([theirs, here]));
    assert.equal(session.undo(now()), 'Note');
    await session.save();
    disk.put(MAIN, branch);
    await session.refresh();
    assert.deepEqual(ids(session.decisions), ids([first, second]));
    assert.equal(session.undo(now()), 'Note');
    assert.deepEqual(session.decisions.map(stands), [true, false]);
    assert.equal(session.redo(now()), 'Note');
    assert.deepEqual(session.decisions.map(stands), [true, true]);
  });

  it('a sidecar that was deleted stays deleted', async () => {
    const [a, b] = [await open(), await open()];
    await decide(a);
    await b.refresh();
    disk.files.clear();
    const made = await decide(b);
    await a.refresh();
    assert.deepEqual([ids(inFile()), ids(a.decisions)], [[made.id], [made.id]]);
  });

  it('what is decided while a save runs is kept and saved', async () => {
    const session = await open();
    const made = [note('1'), note('2'), note('3')];
    const saves = made.map((each) => decide(session, each));
    session.withdraw('Undo', [made[0].id], now());
    saves.push(session.save().then(() => made[0]));
    await Promise.all(saves);
    assert.deepEqual(inFile().map(stands), [false, true, true]);
    assert.equal(session.isUnsaved, false);
  });

  it('what could not be saved is saved with the next', async () => {
    let isFull = true;
    const hook = (call: string) => {
      if (call === 'create' && isFull) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    };
    const session = await open(disk.folder({ hook }));
    const [first, second] = [note('1'), note('2')];
    await assert.rejects(decide(session, first), /no space/);
    assert.deepEqual([ids(session.decisions), session.isUnsaved, disk.files.size], [[first.id], true, 0]);
    isFull = false;
    await decide(session, second);
    assert.deepEqual(ids(inFile()), ids([first, second]));
  });

  it('a lock that others keep for long is waited for, and nothing is dropped', async () => {
    const free = disk.folder();
    let busy = 3;
    const lock: FileFolder['lock'] = (name, work) => (busy-- > 0 ? Promise.reject(new Busy('in use')) : free.lock!(name, work)); // prettier-ignore
    const session = await open({ ...free, lock });
    const made = await decide(session);
    assert.deepEqual([busy, ids(inFile())], [-1, [made.id]]);
    busy = Number.POSITIVE_INFINITY;
    session.end();
    await assert.rejects(decide(session), Busy);
  });

  it('damage is reported once, and the end of it', async () => {
    const first = await open();
    await decide(first);
    const whole = disk.text(MAIN)!;
    disk.put(MAIN, whole.slice(0, 300));
    const session = await open();
    await session.refresh();
    const made = await decide(session);
    await decide(session);
    assert.deepEqual(findings.map(({ kind }) => kind), ['damaged']); // prettier-ignore
    disk.put(MAIN, whole);
    await session.refresh();
    assert.deepEqual(findings.map(({ kind }) => kind), ['damaged', 'recovered']); // prettier-ignore
    assert.deepEqual([session.decisions.length, session.decisions.some(({ id }) => id === made.id)], [3, true]);
    assert.deepEqual([...disk.files.keys()], [MAIN]);
  });

  it('moves with what is not saved yet, and with undo', async () => {
    const session = await open();
    const saved = await decide(session);
    const unsaved = note('unsaved');
    session.add('Note', [unsaved], []);
    const folder = disk.folder();
    const [from, to] = [MAIN, 'b.txt.jsonld'].map(
      (name) => new ReviewStore(folder, name, name.slice(0, -7), IMPATIENT),
    );
    await from.moveTo(to);
    const moved = session.movedTo(to, { onFinding: () => undefined, onBusy: () => undefined });
    await moved.refresh();
    await moved.save();
    assert.deepEqual([...disk.files.keys()], ['b.txt.jsonld']);
    assert.deepEqual(ids(parseSidecar(disk.text('b.txt.jsonld')!).decisions), ids([saved, unsaved]));
    assert.deepEqual([moved.undo(now()), moved.undo(now()), moved.undo(now())], ['Note', 'Note', undefined]);
  });
});
