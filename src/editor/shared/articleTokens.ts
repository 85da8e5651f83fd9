import { ENTITY_SORTS, type Entity, type Mention, type Span } from '../../analysis/analysis';
import type { ArticleView } from '../../host/articles';
import type { HighlightLayer } from '../../host/settings';
import { type Piece, clip, flatten, holds, meet } from './flatten';

/** The legend of the article's semantic tokens; package.json contributes all but `event`, which VS Code has itself. */
export const TOKEN_TYPES = [
  'person',
  'organisation',
  'place',
  'group',
  'event',
  'law',
  'work',
  'date',
  'cue',
  'unnamedSource',
] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = ['speaker', 'unnamed', 'direct', 'indirect'] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** Words that get a token: what they are, and more about it. */
export interface Mark extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** The colours are fewer than the sorts: a product is painted as a work, what is neither here nor there not at all. */
function tokenType({ named, type }: Entity): TokenType | undefined {
  if (!named) return 'unnamedSource';
  const sort = ENTITY_SORTS[type];
  return sort === 'other' ? undefined : sort === 'product' ? 'work' : sort;
}

type Read = Pick<ArticleView, 'text' | 'analysis' | 'lookup' | 'lines'>;

/** All marks of the layers that are switched on, or those that reach into `within`; they may overlap. */
export function articleMarks(
  view: Read,
  isOn: (layer: HighlightLayer) => boolean,
  within: Span = { start: 0, end: view.text.length },
): Mark[] {
  return [
    ...(isOn('entities') ? mentionMarks(view, within) : []),
    ...(isOn('dates') ? view.lookup.datesIn(within).map(({ start, end }) => mark({ start, end }, 'date')) : []),
    ...(isOn('claims') ? cueMarks(view, within) : []),
  ];
}

/**
 * Names, and what stands for a source without a name. Other nominals ("the president", "the region") and pronouns are
 * words like others, and marked only where they are the source of a claim: the page must stay readable.
 */
function mentionMarks({ lookup }: Read, within: Span): Mark[] {
  const speakers = new Set<Mention>();
  for (const { actor, attribution } of lookup.sourcesIn(within))
    for (const source of attribution.source)
      for (const mention of lookup.mentionsIn(source))
        if (mention.entity === actor && holds(source, mention)) speakers.add(mention);
  return lookup.mentionsIn(within).flatMap((mention): Mark[] => {
    const entity = lookup.entity(mention.entity)!;
    const type = tokenType(entity);
    if (!type || (!entity.named && !lookup.actor(entity.id))) return [];
    const speaks = speakers.has(mention);
    const plainWord = mention.kind === 'pronoun' || (mention.kind === 'nominal' && entity.named);
    if (plainWord && !speaks) return [];
    return [mark(mention, type, speaks && 'speaker', !entity.named && 'unnamed')];
  });
}

function cueMarks({ lookup }: Read, within: Span): Mark[] {
  return lookup
    .cuesIn(within)
    .flatMap(({ attribution: { cue, kind } }) =>
      cue
        .filter((span) => meet(span, within))
        .map((span) => mark(span, 'cue', kind !== 'indirect' && 'direct', kind !== 'direct' && 'indirect')),
    );
}

function mark({ start, end }: Span, type: TokenType, ...modifiers: (TokenModifier | false)[]): Mark {
  return { start, end, type, modifiers: modifiers.filter((modifier) => modifier !== false) };
}

/**
 * Marks as semantic tokens do it: five numbers a token (lines on, columns on, length, type, modifier bits), none
 * overlapping, none across a line's end; inside `within` only, when given.
 */
export function encodeMarks(view: Read, marks: readonly Mark[], within?: Span): Uint32Array {
  const wanted = within ? marks.filter((each) => meet(each, within)) : marks;
  const data: number[] = [];
  let lastLine = 0;
  let lastColumn = 0;
  for (const piece of flatten(wanted)) {
    for (const { start, end } of onLines(view, within ? clip(piece, within) : piece)) {
      const { line, column } = view.lines.positionAt(start);
      const columns = line === lastLine ? column - lastColumn : column;
      data.push(line - lastLine, columns, end - start, ...typeAndModifiers(piece));
      [lastLine, lastColumn] = [line, column];
    }
  }
  return Uint32Array.from(data);
}

function typeAndModifiers({ owner }: Piece<Mark>): [type: number, modifiers: number] {
  const bits = owner.modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
  return [TOKEN_TYPES.indexOf(owner.type), bits];
}

/** A span as one span a line, without line ends; lines it only touches with a line end are left out. */
function onLines({ text, lines }: Read, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  for (let from = start; from < end;) {
    const { line } = lines.positionAt(from);
    const lineEnd = line + 1 < lines.lineCount ? lines.offsetAt({ line: line + 1, column: 0 }) : text.length;
    let to = Math.min(end, lineEnd);
    while (to > from && (text[to - 1] === '\n' || text[to - 1] === '\r')) to--;
    if (to > from) spans.push({ start: from, end: to });
    from = lineEnd;
  }
  return spans;
}

/** The one stretch in which two token arrays differ, as `vscode.SemanticTokensEdit` wants it; undefined when equal. */
export function tokenEdit(
  before: Uint32Array,
  after: Uint32Array,
): { start: number; deleteCount: number; data: Uint32Array } | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return undefined;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start: head, deleteCount: before.length - head - tail, data: after.slice(head, after.length - tail) };
}
