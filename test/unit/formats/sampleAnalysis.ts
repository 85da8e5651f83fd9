import type {
  Analysis,
  Attribution,
  AttributionKind,
  Claim,
  Entity,
  Header,
  Span,
} from '../../../src/analysis/analysis';
import { readArticle } from '../../../src/analysis/article/step';
import type { GivenHeader, TextForm } from '../../../src/analysis/step';

/** A claim of the sample: words of the text. `actor` is the number of an entity. */
export interface SampleClaim {
  readonly content: string;
  readonly how: string;
  readonly kind: AttributionKind;
  readonly source?: string;
  readonly actor?: number;
}

export interface Sample {
  readonly entities?: readonly (Pick<Entity, 'name'> & Partial<Entity>)[];
  readonly claims?: readonly SampleClaim[];
  readonly dates?: readonly { readonly words: string; readonly value: string }[];
}

/** An analysis made by hand: what stands in the text is found by its words, first place first. */
export function sampleAnalysis(
  text: string,
  { entities: given = [], claims: givenClaims = [], dates = [] }: Sample = {},
  header?: GivenHeader,
  form: TextForm = 'article',
): Analysis {
  const article = readArticle(text, header ?? {}, form);
  const spanOf = (words: string): Span => {
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`The text has no "${words}".`);
    return { start, end: start + words.length };
  };
  const entities = given.map((entity, index): Entity => {
    const id = `e${index + 1}`;
    const mention = text.includes(entity.name) ? [{ ...spanOf(entity.name), kind: 'name' as const, entity: id }] : [];
    return { id, type: 'PERSON', aliases: [], named: true, plural: false, mentions: mention, ...entity };
  });
  const claims = givenClaims.map(({ content, how, kind, source, actor }, index): Claim => {
    const attribution: Attribution = {
      id: `a${index + 1}`,
      source: source === undefined ? [] : [spanOf(source)],
      cue: text.includes(how) ? [spanOf(how)] : [],
      content: [spanOf(content)],
      kind,
      confidence: 0.87654,
      actor: actor === undefined ? null : `e${actor}`,
    };
    return { id: attribution.id, attribution, actor: attribution.actor, text: content, how, kind };
  });
  return {
    ...article,
    header: article.header satisfies Header,
    tokens: emptyTokens(),
    sentences: emptySentences(),
    dates: dates.map(({ words, value }) => ({ ...spanOf(words), type: 'DATE', value })),
    entities,
    attributions: claims.map(({ attribution }) => attribution),
    claims,
    actors: entities
      .map((entity) => ({ entity, claims: claims.filter(({ actor }) => actor === entity.id) }))
      .filter((actor) => actor.claims.length),
  };
}

function emptyTokens(): Analysis['tokens'] {
  const none = new Int32Array(0);
  return { count: 0, start: none, end: none, sentence: none, tag: new Uint8Array(0) };
}

function emptySentences(): Analysis['sentences'] {
  const none = new Int32Array(0);
  return { count: 0, firstToken: none, endToken: none, paragraph: none };
}
