import { root } from '../tools/project.mjs';
import { ARTICLE_LENGTH, articleMaker, devArticles } from './articles.mjs';
import { bundled } from './bundled.mjs';
import type * as Measure from './corpus/measure';

/** The index over many articles (bench/corpus/measure.ts). */
export async function benchCorpus(): Promise<void> {
  const texts = await devArticles();
  if (!texts.length) return console.log('Corpus: not measured, there are no dev articles (see CONTRIBUTING.md)');
  console.log(`Index over articles of ${ARTICLE_LENGTH} characters, made from ${texts.length} dev articles`);
  const { measureCorpus } = await bundled<typeof Measure>('corpus');
  await measureCorpus(root, articleMaker(texts));
}
