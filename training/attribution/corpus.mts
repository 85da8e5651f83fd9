/** Reads a folder of attributions (`gold.jsonl`, `texts/`) and analyses its articles as far as attribution needs it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paragraph, Sentences, Span, Tokens } from '../../src/analysis/analysis';
import { articleStep } from '../../src/analysis/article/step';
import type { Models } from '../../src/analysis/models';
import type { Facts, TextForm } from '../../src/analysis/step';
import { textStep } from '../../src/analysis/text/textStep';

export interface GoldAttribution {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

export interface CorpusArticle {
  readonly file: string;
  readonly publisher: string;
  readonly facts: Pick<
    Facts,
    'text' | 'parts' | 'paragraphs' | 'words' | 'types' | 'vocabulary' | 'tokens' | 'sentences' | 'models'
  > & {
    readonly paragraphs: readonly Paragraph[];
    readonly tokens: Tokens;
    readonly sentences: Sentences;
  };
  readonly gold: readonly GoldAttribution[];
}

interface GoldRecord {
  readonly file: string;
  readonly publisher?: string;
  readonly attributions: readonly GoldAttribution[];
}

/** @throws Error naming the folder when the corpus is not there. */
export function readCorpus(folder: string, models: Models, form: TextForm = 'article'): CorpusArticle[] {
  const gold = join(folder, 'gold.jsonl');
  if (!existsSync(gold)) throw new Error(`No corpus at ${folder}: set HEARSAY_CORPORA to the folder of the corpora.`);
  return readFileSync(gold, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as GoldRecord)
    .map(({ file, publisher = '', attributions }) => {
      const text = readFileSync(join(folder, 'texts', file), 'utf8');
      return { file, publisher, facts: analysedText(text, models, form), gold: attributions };
    });
}

export function analysedText(text: string, models: Models, form: TextForm): CorpusArticle['facts'] {
  let facts = { text, models, form, given: {}, readings: [] as Facts['readings'] } as Facts;
  for (const { run } of [articleStep, textStep]) facts = { ...facts, ...run(facts) };
  return facts;
}
