/**
 * Holds the engines to the contract of an analysis (src/analysis/contract.ts) over all articles of the corpora, with their packed
 * form, their digests and their citations: `npm run contract [-- fast] [-- accurate]`. The accurate engine takes minutes.
 */
import { ARTICLE_FOLDERS, corpusTexts } from '../test/support/corpora';
import { checkAnalysis } from '../test/support/checkAnalysis';
import { ENGINES } from '../test/support/models';
import { corpusFolder } from './corpora.mjs';

const engines = process.argv.slice(2);
let broken = 0;
for (const engine of engines.length ? engines : Object.keys(ENGINES)) {
  for (const folder of ARTICLE_FOLDERS) {
    let attributions = 0;
    const texts = corpusTexts(folder) ?? [];
    if (!texts.length) corpusFolder(...folder.split('/')); // says what is missing
    for (const { name, text } of texts) {
      const analysis = await ENGINES[engine](text);
      attributions += analysis.attributions.length;
      try {
        checkAnalysis(analysis, text);
      } catch (error) {
        broken++;
        console.error(`${name}, ${engine}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    console.log(`${engine}, ${folder}: ${texts.length} articles, ${attributions} attributions`);
  }
}
console.log(broken ? `${broken} articles break the contract` : 'the contract holds');
process.exit(broken ? 1 : 0);
