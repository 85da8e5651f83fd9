/**
 * `npm run bench`: how fast Hearsay is, and the ratio to what people would use instead, within one run. Times vary with
 * the machine and with what else it does; ratios vary less. Build first: the editor part runs what is in dist/.
 * `npm run bench -- corpus editor` runs these parts alone.
 */
import { benchAccurate } from './accurate.mjs';
import { benchDates } from './dates.mjs';
import { benchCorpus } from './corpus.mjs';
import { benchEditor } from './editor.mjs';
import { benchReview } from './review.mjs';
import { benchStream } from './stream.mjs';
import { benchThroughput } from './throughput.mjs';

const PARTS = {
  throughput: benchThroughput,
  accurate: benchAccurate,
  dates: benchDates,
  corpus: benchCorpus,
  stream: benchStream,
  review: benchReview,
  editor: benchEditor,
};

const asked = process.argv.slice(2);
for (const [name, bench] of Object.entries(PARTS)) if (!asked.length || asked.includes(name)) await bench();
