import type {
  Analysis,
  Attribution,
  Claim,
  Entity,
  EntityType,
  Header,
  Mention,
  MentionKind,
  Span,
  TimeExpression,
} from '../../src/analysis/analysis';
import { createLookup } from '../../src/analysis/lookup';
import { LineIndex } from '../../src/util/lines';

/** `Putin` is its first occurrence as whole words, `Putin#2` its second. */
export type Words = string;

export interface HandmadeEntity {
  readonly name: string;
  readonly type?: EntityType;
  readonly role?: string;
  readonly aliases?: readonly string[];
  readonly named?: boolean;
  /** Words, or `[words, kind, antecedent]`; without a kind it is a name. */
  readonly mentions: readonly (Words | readonly [Words, MentionKind, Words?])[];
}

export interface HandmadeClaim {
  /** `HandmadeEntity.name`; none when nobody is named. */
  readonly actor?: string;
  readonly source?: Words;
  readonly cue?: Words;
  readonly content: readonly Words[];
  readonly kind?: Attribution['kind'];
  readonly confidence?: number;
}

export interface Handmade {
  readonly entities?: readonly HandmadeEntity[];
  readonly claims?: readonly HandmadeClaim[];
  readonly dates?: readonly (readonly [Words, value: string, type?: TimeExpression['type']])[];
  readonly header?: Partial<Header>;
}

/** An article and an analysis of it, by hand, for tests of what is made of analyses. @throws Error on unknown words. */
export function handmade(text: string, { entities = [], claims = [], dates = [], header = {} }: Handmade) {
  const at = (words: Words): Span => {
    const [, plain, which = '1'] = /^(.*?)(?:#(\d+))?$/s.exec(words)!;
    const letter = (offset: number) => /\w/.test(text[offset] ?? '');
    let found = 0;
    for (let start = text.indexOf(plain); start >= 0; start = text.indexOf(plain, start + 1)) {
      const end = start + plain.length;
      const whole = !letter(start - 1) && !(letter(end - 1) && letter(end));
      if (whole && ++found === Number(which)) return { start, end };
    }
    throw new Error(`“${words}” is not in the text.`);
  };
  const inText = (a: Span, b: Span) => a.start - b.start;
  const made = entities.map((entity, index): Entity => {
    const id = `e${index + 1}`;
    const mentions = entity.mentions.map((each): Mention => {
      const [words, kind, antecedent] = typeof each === 'string' ? [each, 'name' as const] : each;
      return { ...at(words), kind, entity: id, ...(antecedent ? { antecedent: at(antecedent) } : {}) };
    });
    const { name, type = 'PERSON', role, aliases = [], named = true } = entity;
    return { id, type, name, role, aliases, named, plural: false, mentions: mentions.sort(inText) };
  });
  const idOf = (name: string | undefined) => made.find((entity) => entity.name === name)?.id ?? null;
  const attributions = claims.map(
    ({ actor, source, cue, content, kind = 'indirect', confidence = 1 }, index): Attribution => ({
      id: `a${index + 1}`,
      actor: idOf(actor),
      source: source === undefined ? [] : [at(source)],
      cue: cue === undefined ? [] : [at(cue)],
      content: content.map(at),
      kind,
      confidence,
    }),
  );
  const words = (spans: readonly Span[]) => spans.map(({ start, end }) => text.slice(start, end));
  const listed = attributions.map((attribution): Claim => ({
    id: attribution.id,
    attribution,
    actor: attribution.actor,
    text: words(attribution.content).join(' … '),
    how: words(attribution.cue).join(' '),
    kind: attribution.kind,
  }));
  const analysis: Analysis = {
    header: { problems: [], ...header },
    paragraphs: [],
    tokens: {
      count: 0,
      start: new Int32Array(),
      end: new Int32Array(),
      sentence: new Int32Array(),
      tag: new Uint8Array(),
    },
    sentences: { count: 0, firstToken: new Int32Array(), endToken: new Int32Array(), paragraph: new Int32Array() },
    dates: dates.map(([date, value, type = 'DATE']) => ({ ...at(date), value, type })),
    entities: made,
    attributions,
    claims: listed,
    actors: made
      .map((entity) => ({ entity, claims: listed.filter((claim) => claim.actor === entity.id) }))
      .filter((actor) => actor.claims.length),
  };
  const uri = { toString: () => 'file:///article.txt' };
  return { uri, text, analysis, lookup: createLookup(analysis), lines: new LineIndex(text), at };
}

/** Two sentences of the seed, read by hand: what most surfaces can be tried on. */
export const PUTIN = handmade(
  [
    'US open to talks with Russia official',
    '20220108',
    'https://wdsm710.com/2022/01/08/talks/',
    'The talks start on Monday, the senior U.S. official said.',
    'Russian President Vladimir Putin has massed troops. Putin wants an end to NATOs eastward expansion.',
    'Russia says it feels threatened despite assurances from Joe Biden that he has no intention of doing so.',
    'We are willing to explore, the official said.',
  ].join('\n'),
  {
    header: {
      title: { value: 'US open to talks with Russia official', span: { start: 0, end: 37 } },
      date: { value: '2022-01-08', span: { start: 38, end: 46 } },
      url: { value: 'https://wdsm710.com/2022/01/08/talks/', span: { start: 47, end: 84 } },
    },
    dates: [['Monday', '2022-01-10']],
    entities: [
      {
        name: 'senior U.S. official',
        named: false,
        mentions: [
          ['official', 'nominal'],
          ['the senior U.S. official', 'nominal'],
          ['the official', 'nominal', 'the senior U.S. official'],
        ],
      },
      { name: 'Russia', type: 'GPE', mentions: ['Russia', 'Russia#2', ['it', 'pronoun', 'Russia#2']] },
      {
        name: 'Vladimir Putin',
        role: 'Russian President',
        aliases: ['Putin'],
        mentions: ['Vladimir Putin', 'Putin#2'],
      },
      { name: 'United States', type: 'GPE', aliases: ['U.S.'], mentions: ['U.S.'] },
      { name: 'NATO', type: 'ORG', aliases: ['NATOs'], mentions: ['NATOs'] },
      { name: 'Joe Biden', mentions: ['Joe Biden', ['he', 'pronoun', 'Joe Biden']] },
    ],
    claims: [
      {
        actor: 'senior U.S. official',
        source: 'the senior U.S. official',
        cue: 'said',
        content: ['The talks start on Monday'],
      },
      { actor: 'Vladimir Putin', source: 'Putin#2', cue: 'wants', content: ['an end to NATOs eastward expansion'] },
      {
        actor: 'Russia',
        source: 'Russia#2',
        cue: 'says',
        content: ['it feels threatened despite assurances from Joe Biden that he has no intention of doing so'],
      },
      {
        actor: 'Joe Biden',
        source: 'Joe Biden',
        cue: 'assurances from',
        content: ['that he has no intention of doing so'],
        confidence: 0.3,
      },
      {
        actor: 'senior U.S. official',
        source: 'the official',
        cue: 'said#2',
        content: ['We are willing to explore'],
        kind: 'direct',
      },
    ],
  },
);
