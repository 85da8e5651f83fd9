import { benchCorpus } from './corpus.mjs';
await benchCorpus();
