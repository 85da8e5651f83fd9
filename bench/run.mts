/**
 * `npm run bench`: how fast Hearsay is, and the ratio to what people would use instead, within one run. Times vary with
 * the machine and with what else it does; ratios vary less. Build first: the editor part runs what is in dist/.
 */
import { benchAccurate } from './accurate.mjs';
import { benchDates } from './dates.mjs';
import { benchCorpus } from './corpus.mjs';
import { benchEditor } from './editor.mjs';
import { benchReview } from './review.mjs';
import { benchStream } from './stream.mjs';
import { benchThroughput } from './throughput.mjs';

await benchThroughput();
await benchAccurate();
await benchDates();
await benchCorpus();
await benchStream();
await benchReview();
await benchEditor();
