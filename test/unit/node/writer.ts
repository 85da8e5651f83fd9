/**
 * A process that decides and saves again and again, until it is killed or has made so many, and says each time that it is saved.
 * FOLDER NAME COUNT
 */
import { writeSync } from 'node:fs';
import { reviewFolder } from '../../../src/node/reviewFolder';
import { ReviewSession } from '../../../src/review/session';
import { ReviewStore } from '../../../src/review/store';
import { decisionsAbout } from '../review/decisions';

const [root, name, count] = process.argv.slice(2);
const about = decisionsAbout('Ann Lee said the talks failed.');
const store = new ReviewStore(reviewFolder(root, `${root}/.hearsay`), 'a.txt.jsonld', 'a.txt');
const session = new ReviewSession(store, { onFinding: () => undefined, onBusy: () => undefined });

async function main(): Promise<void> {
  await session.refresh();
  for (let i = 0; i < Number(count); i++) {
    const decision = about.decide(about.mention('Ann Lee'), { do: 'note', text: 'x'.repeat(500) });
    session.add('Note', [{ ...decision, id: `${name}-${i}` }], []);
    await session.save();
    writeSync(1, `${name}-${i}\n`);
  }
}

void main();
