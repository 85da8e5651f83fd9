import { vscodeStandIn } from '../../support/vscode';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Analyser } from '../../../src/host/analyser';
import { Reviews } from '../../../src/host/reviews';
import type { Settings } from '../../../src/host/settings';
import { locateAll } from '../../../src/review/anchor';
import { printOf } from '../../../src/review/print';
import { decisionsAbout } from '../review/decisions';

const uri = { scheme: 'untitled', toString: () => 'untitled:a' } as unknown as vscode.Uri;
const log = { error: () => {}, warn: () => {} } as unknown as vscode.LogOutputChannel;
const settings = { reviewAuthor: 'Ann' } as Settings;
const NOTHING = { entities: [], attributions: [], dates: [], claims: [], actors: [] } as unknown as Parameters<
  Reviews['apply']
>[1];

const paragraphs = (count: number) => Array.from({ length: count }, (_, n) => `Paragraph ${n}: Zoe Poe${n} met ${n * 7} people, and the talks with ${n * 13} others failed.`); // prettier-ignore

/** A review of one decision about a name in the middle of a text, which is then another text. */
async function reviewed(count: number, locate: Analyser['locate']) {
  const text = paragraphs(count).join('\n');
  const changed = `New\n${text.replace('Paragraph 3:', 'Section 3:')}`;
  const name = `Zoe Poe${count >> 1}`;
  const { decide, mention } = decisionsAbout(text);
  const print = printOf(text);
  const reviews = new Reviews(() => assert.fail(), settings, log, { locate });
  await reviews.add(uri, 'Accept', [{ ...decide(mention(name), { do: 'accept' }), text: print.id }], [print]);
  return { reviews, text: changed, name };
}

describe('decisions about an article that was changed elsewhere', () => {
  // Other tests put others in their place.
  const { window, workspace } = vscodeStandIn;
  before(() => void Object.assign(vscodeStandIn, { window, workspace }));

  const cases: [title: string, paragraphs: number, asks: number][] = [
    ['a short one: found at once', 20, 0],
    ['a long one: found by the worker', 2000, 1],
  ];
  for (const [title, count, asks] of cases)
    it(title, async () => {
      const asked: string[] = [];
      const { reviews, text, name } = await reviewed(count, (now, prints, wanted) => {
        asked.push(now);
        return Promise.resolve(locateAll(now, prints, wanted));
      });
      await reviews.locate(uri, text);
      const { orphans } = reviews.apply({ uri, text, version: undefined }, NOTHING);
      assert.deepEqual([asked.length, orphans.length], [asks, 0]);
      // Where it is now it is followed: nobody looks for it again.
      await reviews.locate(uri, text);
      assert.equal(asked.length, asks);
      assert.ok(text.includes(name));
    });

  it('what the worker says is what counts', async () => {
    const { reviews, text } = await reviewed(2000, (_now, _prints, wanted) =>
      Promise.resolve(wanted.map(() => undefined)),
    );
    await reviews.locate(uri, text);
    assert.equal(reviews.apply({ uri, text, version: undefined }, NOTHING).orphans.length, 1);
  });

  it('a worker that fails costs nothing', async () => {
    const { reviews, text } = await reviewed(2000, () => Promise.reject(new Error('it ended')));
    await reviews.locate(uri, text);
    assert.equal(reviews.apply({ uri, text, version: undefined }, NOTHING).orphans.length, 0);
  });

  it('cancelled, it is nobody’s', async () => {
    const cancelled = new vscodeStandIn.CancellationError();
    const { reviews, text } = await reviewed(2000, () => Promise.reject(cancelled));
    await assert.rejects(reviews.locate(uri, text), cancelled);
  });
});
