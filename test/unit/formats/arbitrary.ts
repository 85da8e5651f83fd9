import fc from 'fast-check';
import {
  ATTRIBUTION_KINDS,
  type Attribution,
  ENTITY_TYPES,
  type Entity,
  MENTION_KINDS,
  type Mention,
  type Span,
  TIME_EXPRESSION_TYPES,
} from '../../../src/analysis/analysis';
import { readArticle } from '../../../src/analysis/article/step';
import { TAGS } from '../../../src/analysis/text/tags';
import { tokenise } from '../../../src/analysis/text/tokens';
import type { AnnotatedArticle, Judgement } from '../../../src/formats/annotated';
import { textHash } from '../../../src/formats/provenance';

/** Words that some format could trip over. */
const PIECES = [
  ...[
    'Ann Lee',
    'said',
    'Putin',
    '"We will,"',
    '“yes”',
    "it's",
    'U.S.',
    '3.5%',
    '10-12',
    '[1]',
    'a|b',
    'x_y',
    '*',
    '\\n',
  ],
  ...[
    '->',
    '; and',
    '<b>&amp;</b>',
    ']]>',
    '<!--',
    '=1+1',
    '+7',
    '-2',
    '@SUM(A1)',
    "'",
    '# Text=x',
    '#T_SP=y',
    '\t',
    '\u00a0',
  ],
  ...[
    '😀',
    '👨‍👩‍👧',
    '𝒳',
    'né',
    'e\u0301',
    '\u202e',
    '\u2028',
    '\u0085',
    '\u200b',
    '中文',
    '\u0007',
    '\u000b',
    '\f',
    '%3A:,=',
    '{"a":1}',
  ],
];
const LINE_ENDS = ['\n', '\r\n', '\n\n', '\r\n\r\n', ' \n'];

const lines = fc.array(
  fc.tuple(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }), fc.constantFrom(...LINE_ENDS)),
  { minLength: 1, maxLength: 6 },
);
const texts = fc
  .tuple(fc.boolean(), fc.constantFrom('\n', '\r\n'), lines)
  .map(([mark, end, body]) =>
    [
      mark ? '\ufeff' : '',
      `Talks go on${end}20220108${end}https://a.example/2022/x?a=1&b=2${end}`,
      ...body.map(([pieces, lineEnd]) => pieces.join(' ') + lineEnd),
    ].join(''),
  );

/** What of a generated article a format can hold; each test says what its format needs. */
export interface Limits {
  /** Spans begin and end with a token. */
  readonly tokens?: boolean;
  /** Spans hold no line end. */
  readonly oneLine?: boolean;
  /** No character that XML cannot hold. */
  readonly xml?: boolean;
}

/** Articles with annotations anywhere in them: overlapping, within tokens, across paragraphs. */
export function articles(limits: Limits = {}): fc.Arbitrary<AnnotatedArticle> {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const allowed = (text: string) => (limits.xml ? text.replace(/[\u0007\u000b\f]/g, '.') : text);
  return texts
    .map(allowed)
    .chain((text) => {
      const parts = readArticle(text, {}, 'article');
      const { tokens, sentences } = wordsOf(text, parts.paragraphs);
      const places = limits.tokens ? tokenSpans(tokens) : characterSpans(text, limits);
      if (!places) return fc.constant(undefined);
      return annotations(places).map(({ entities, dates, attributions, judgements }): AnnotatedArticle => ({
        file: 'articles/a b.txt',
        text,
        hash: textHash(text),
        model: 'hearsay 0.0.0 models 0123456789ab',
        analysis: {
          ...parts,
          tokens,
          sentences,
          dates,
          entities,
          attributions,
          claims: attributions.map((attribution) => ({
            id: attribution.id,
            attribution,
            actor: attribution.actor,
            text: attribution.content.map(({ start, end }) => text.slice(start, end)).join(' … '),
            how: attribution.cue.map(({ start, end }) => text.slice(start, end)).join(' '),
            kind: attribution.kind,
          })),
          actors: [],
        },
        judgements,
      }));
    })
    .filter((article): article is AnnotatedArticle => article !== undefined);
}

/** Tokens as the analysis has them, a sentence a paragraph; tags by turns. */
function wordsOf(text: string, paragraphs: AnnotatedArticle['analysis']['paragraphs']) {
  const starts: number[] = [];
  const ends: number[] = [];
  const sentence: number[] = [];
  const bounds = paragraphs.map(({ start, end }, s) => {
    const first = starts.length;
    const found = tokenise(text, start, end);
    starts.push(...found.starts);
    ends.push(...found.ends);
    sentence.push(...found.starts.map(() => s));
    return [first, starts.length];
  });
  const count = starts.length;
  return {
    tokens: {
      count,
      start: Int32Array.from(starts),
      end: Int32Array.from(ends),
      sentence: Int32Array.from(sentence),
      tag: Uint8Array.from(starts, (_, i) => i % TAGS.length),
    },
    sentences: {
      count: paragraphs.length,
      firstToken: Int32Array.from(bounds, ([first]) => first),
      endToken: Int32Array.from(bounds, ([, end]) => end),
      paragraph: Int32Array.from(paragraphs.keys()),
    },
  };
}

function tokenSpans({ count, start, end }: AnnotatedArticle['analysis']['tokens']): fc.Arbitrary<Span> | undefined {
  if (!count) return undefined;
  return fc
    .tuple(fc.nat(count - 1), fc.nat(4))
    .map(([first, more]) => ({ start: start[first], end: end[Math.min(count - 1, first + more)] }));
}

/** Any characters that begin and end with something to see, and cut no character in two. */
function characterSpans(text: string, { oneLine }: Limits): fc.Arbitrary<Span> | undefined {
  const solid = (at: number) => /[^\s\p{C}]/u.test(text[at] ?? ' ') || /[\ud800-\udfff]/.test(text[at] ?? ' ');
  const starts = [...text].reduce<{ at: number; found: number[] }>(
    ({ at, found }, character) => ({ at: at + character.length, found: solid(at) ? [...found, at] : found }),
    { at: 0, found: [] },
  ).found;
  return fc.tuple(fc.constantFrom(...starts), fc.nat(30)).map(([start, length]) => {
    let end = Math.min(text.length, start + length + 1);
    const lineEnd = text.slice(start, end).search(/[\r\n]/);
    if (oneLine && lineEnd >= 0) end = start + lineEnd;
    while (end > start + 1 && !solid(end - 1)) end--;
    if (/[\ud800-\udbff]/.test(text[end - 1])) end++;
    return { start, end };
  });
}

function annotations(place: fc.Arbitrary<Span>) {
  const words = fc.constantFrom(
    'Ann Lee',
    'Russian President',
    '=cmd',
    'a\tb "c" <d> & \'e\'',
    '😀 né',
    'x; y|z [1]',
    'a\nb',
  );
  const mention = fc.record({ place, kind: fc.constantFrom(...MENTION_KINDS), antecedent: fc.boolean() });
  const entity = fc.record({
    type: fc.constantFrom(...ENTITY_TYPES),
    name: words,
    aliases: fc.array(words, { maxLength: 2 }),
    role: fc.option(words, { nil: undefined }),
    named: fc.boolean(),
    plural: fc.boolean(),
    mentions: fc.uniqueArray(mention, {
      minLength: 1,
      maxLength: 4,
      selector: ({ place: { start, end } }) => `${start} ${end}`,
    }),
  });
  const date = fc.record({
    place,
    type: fc.constantFrom(...TIME_EXPRESSION_TYPES),
    value: fc.constantFrom('2022-01-10', '2022-W02', 'P2W', 'PRESENT_REF', 'XXXX-WXX-1', 'T10:30'),
    mod: fc.option(fc.constantFrom('APPROX', 'START'), { nil: undefined }),
    quant: fc.option(fc.constant('EVERY'), { nil: undefined }),
    freq: fc.option(fc.constant('2X'), { nil: undefined }),
  });
  const judgement = fc.record({
    verdict: fc.constantFrom('true', 'false', 'half: <true>', '=evil'),
    note: fc.option(words, { nil: undefined }),
    author: fc.option(fc.constant('Ann "A" Lee'), { nil: undefined }),
    time: fc.option(fc.constant('2022-01-08T12:00:00.000Z'), { nil: undefined }),
  });
  const attribution = fc.record({
    source: fc.array(place, { maxLength: 2 }),
    cue: fc.array(place, { maxLength: 2 }),
    content: fc.array(place, { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom(...ATTRIBUTION_KINDS),
    confidence: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
    actor: fc.option(fc.nat(5), { nil: null }),
    judgement: fc.option(judgement, { nil: undefined }),
  });
  return fc
    .record({
      entities: fc.array(entity, { maxLength: 4 }),
      dates: fc.array(date, { maxLength: 3 }),
      attributions: fc.array(attribution, { maxLength: 4 }),
    })
    .map(({ entities, dates, attributions }) => {
      const made = [...entities]
        .map(({ mentions, role, ...rest }) => ({
          ...rest,
          ...(role && { role }),
          mentions: [...mentions].sort(byPlace),
        }))
        .sort((a, b) => byPlace(a.mentions[0], b.mentions[0]))
        .map(({ mentions, ...rest }, index): Entity => {
          const id = `e${index + 1}`;
          const places = mentions.map(({ place: span }) => span);
          const own = mentions.map(({ place: span, kind, antecedent }, m): Mention => ({
            ...span,
            kind,
            entity: id,
            ...(antecedent && m > 0 && { antecedent: places[m - 1] }),
          }));
          return { id, ...rest, mentions: own };
        });
      const judgements = new Map<string, Judgement>();
      const said = attributions
        .map(({ source, cue, content, ...rest }) => ({
          ...rest,
          source: apart(source),
          cue: apart(cue),
          content: apart(content),
        }))
        .sort((a, b) => bySpan(a.content[0], b.content[0]))
        .map(({ actor, judgement: judged, ...rest }, index): Attribution => {
          const id = `a${index + 1}`;
          if (judged) judgements.set(id, compact(judged));
          return { id, ...rest, actor: actor !== null && made.length ? made[actor % made.length].id : null };
        });
      const times = dates.map(({ place: span, ...rest }) => ({ ...span, ...compact(rest) })).sort(bySpan);
      return { entities: made, dates: times, attributions: said, judgements };
    });
}

const bySpan = (a: Span, b: Span) => a.start - b.start || b.end - a.end;
const byPlace = (a: { place: Span }, b: { place: Span }) => bySpan(a.place, b.place);

/** Spans in order, none touching another: a role's pieces. */
function apart(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of [...spans].sort(bySpan))
    if (span.start > (found[found.length - 1]?.end ?? -9) + 4) found.push(span);
  return found;
}

function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
