/** A process that saves one review after the other until it is killed, and says each time what is saved now. */
import { writeSync } from 'node:fs';
import { saveFile } from '../../../src/host/atomicFile';
import { writeSidecar } from '../../../src/review/sidecar';
import { decisionsAbout } from '../review/decisions';
import { nodeFolder } from './nodeFolder';

const [folder, name, writer, deletesFirst] = process.argv.slice(2);
const about = decisionsAbout('Ann Lee said the talks failed.');
const decisions = [];
for (let saved = 1; ; saved++) {
  decisions.push(about.decide(about.mention('Ann Lee'), { do: 'note', text: 'x'.repeat(2000) }));
  const json = writeSidecar({ decisions, prints: new Map(), foreign: [] }, 'a.txt');
  await saveFile(nodeFolder(folder, deletesFirst === 'true'), name, new TextEncoder().encode(json), writer);
  writeSync(1, `${saved}\n`);
}
