import type { Analysis, Mention } from '../../../../src/analysis/analysis';
import { analyse } from '../../../../src/analysis/pipeline';
import { testModels } from '../../../support/models';

/** Analyses running text, without header. */
export async function read(text: string): Promise<Analysis> {
  return analyse(text, { models: await testModels(), form: 'body' });
}

/** The text's names with their types, in order: "Putin PERSON". */
export async function namesIn(text: string): Promise<string[]> {
  const { entities } = await read(text);
  return entities
    .flatMap(({ type, mentions }) =>
      mentions.filter(({ kind }) => kind === 'name').map((mention) => ({ type, mention })),
    )
    .sort((a, b) => a.mention.start - b.mention.start)
    .map(({ type, mention }) => `${text.slice(mention.start, mention.end)} ${type}`);
}

/** For each entity with several mentions their words: "Putin = he = his". */
export async function chainsIn(text: string): Promise<string[]> {
  const { entities } = await read(text);
  const words = ({ start, end }: Mention) => text.slice(start, end);
  return entities.filter(({ mentions }) => mentions.length > 1).map(({ mentions }) => mentions.map(words).join(' = '));
}
