import type {
  Analysis,
  Attribution,
  Claim,
  Entity,
  Header,
  Mention,
  MentionKind,
  Paragraph,
  Span,
  TimeExpression,
} from './analysis';
import { readArticle } from './article/step';
import { actorsOf, claimOf } from './claims';
import { byPlace } from './lookup';
import { type AnalyseOptions, analyseParagraphs } from './pipeline';

/** Texts from this length on, in characters, take so long to read that there is a provisional answer after an edit. */
export const LONG_TEXT = 100_000;

/**
 * What an analysis becomes by an edit, as far as it can be told at once: the paragraphs that were edited are read by themselves,
 * all else moves along with its words. What hangs together over the whole article (who "he" is, what a surname stands for, which
 * day "the next day" is) is right again in the full analysis that follows. Undefined where the edit reaches the header or
 * changes what a paragraph is elsewhere.
 * @param before the text before the edit and its analysis, or what this function made of it
 */
export function provisional(
  before: { readonly text: string; readonly analysis: Analysis },
  text: string,
  options: AnalyseOptions,
): Analysis | undefined {
  const article = readArticle(text, options.given ?? {}, options.form ?? 'article');
  const { header, dateline, paragraphs } = article;
  const shift = text.length - before.text.length;
  const edit = editedParagraphs(before, text, paragraphs, shift);
  if (!edit || edit.at <= endOfHeader(header) || (dateline && dateline.end > edit.keptUntil)) return undefined;
  const edited = paragraphs.slice(edit.first, paragraphs.length - edit.behind);
  const own = analyseParagraphs(text, { ...article, paragraphs: edited }, { ...options, kept: undefined });
  const { keptUntil, keptFrom } = edit;
  /** A span of the earlier text in this one; undefined for what stood in the edited paragraphs. */
  const moved = (span: Span): Span | undefined => {
    if (span.end <= keptUntil) return span;
    return span.start >= keptFrom ? { start: span.start + shift, end: span.end + shift } : undefined;
  };
  const { entities, idOf, ownIdOf } = joinedEntities(before.analysis.entities, own.entities, moved);
  const claims = joinedClaims(before.analysis, own, text, moved, idOf, ownIdOf);
  return {
    ...{ header, dateline, paragraphs, entities, claims },
    ...joinedTokens(before.analysis, own, edit, shift),
    dates: inOrder(
      before.analysis.dates.flatMap((date) => movedDate(date, moved)),
      own.dates,
    ),
    attributions: claims.map(({ attribution }) => attribution),
    actors: actorsOf(entities, claims),
  };
}

/** The paragraphs `[first, length - behind)` of the new text were edited; around them nothing changed but where it stands. */
interface Edit {
  readonly first: number;
  readonly behind: number;
  /** The first character that is another. */
  readonly at: number;
  /** Where in the earlier text what stays before and behind the edit ends and begins. */
  readonly keptUntil: number;
  readonly keptFrom: number;
}

function editedParagraphs(
  { text: earlier, analysis }: { readonly text: string; readonly analysis: Analysis },
  text: string,
  paragraphs: readonly Paragraph[],
  shift: number,
): Edit | undefined {
  const old = analysis.paragraphs;
  const common = Math.min(earlier.length, text.length);
  let head = 0;
  while (head < common && earlier.charCodeAt(head) === text.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < common - head && earlier.charCodeAt(earlier.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++; // prettier-ignore
  const most = Math.min(old.length, paragraphs.length);
  let first = 0;
  while (first < most && paragraphs[first].end < head && isSame(old[first], paragraphs[first], 0)) first++;
  let behind = 0;
  const [oldAt, at] = [(k: number) => old[old.length - 1 - k], (k: number) => paragraphs[paragraphs.length - 1 - k]];
  while (behind < most - first && at(behind).start > text.length - tail && isSame(oldAt(behind), at(behind), shift)) behind++; // prettier-ignore
  const isElsewhere =
    (first < paragraphs.length && paragraphs[first].end < head) ||
    (behind < paragraphs.length && at(behind).start > text.length - tail && first + behind < paragraphs.length);
  if (isElsewhere) return undefined;
  return {
    ...{ at: head, first, behind },
    keptUntil: first ? paragraphs[first - 1].end : 0,
    keptFrom: behind ? oldAt(behind - 1).start : earlier.length,
  };
}

function endOfHeader({ title, date, url, byline }: Header): number {
  return Math.max(...[title, date, url, byline].map((field) => field?.span?.end ?? 0));
}

function isSame(old: Paragraph, now: Paragraph, shift: number): boolean {
  return (
    old.start + shift === now.start &&
    old.end + shift === now.end &&
    old.textStart + shift === now.textStart &&
    old.role === now.role
  );
}

type Moved = (span: Span) => Span | undefined;

function movedDate(date: TimeExpression, moved: Moved): TimeExpression[] {
  const span = moved(date);
  const range = date.range && moved(date.range);
  return span ? [{ ...date, ...span, ...(date.range && range && { range: { ...date.range, ...range } }) }] : [];
}

function inOrder<T extends Span>(kept: readonly T[], own: readonly T[]): T[] {
  const at = own.length ? kept.findIndex(({ start }) => start > own[0].start) : -1;
  return at < 0 ? [...kept, ...own] : [...kept.slice(0, at), ...own, ...kept.slice(at)];
}

/** What is named as something in the article is called is that; anything else that the edited paragraphs name is new. */
function joinedEntities(
  before: readonly Entity[],
  own: readonly Entity[],
  moved: Moved,
): { entities: Entity[]; idOf: ReadonlyMap<string, string>; ownIdOf: ReadonlyMap<string, string> } {
  const byName = new Map<string, Entity>();
  for (const entity of before) {
    if (!entity.named) continue;
    for (const name of [entity.name, ...entity.aliases]) {
      const key = name.toLowerCase();
      if (!byName.has(key)) byName.set(key, entity);
    }
  }
  const entities: Entity[] = [];
  /** By their ids before the edit, and among the edited paragraphs' own. */
  const [idOf, ownIdOf] = [new Map<string, string>(), new Map<string, string>()];
  const add = (entity: Entity, mentions: readonly Mention[]): string => {
    const id = `e${entities.length + 1}`;
    const own = mentions.map((mention) => (mention.entity === id ? mention : withEntity(mention, id)));
    entities.push({ ...entity, id, mentions: own });
    return id;
  };
  const again = new Map<Entity, Entity[]>();
  const fresh = own.filter((entity) => {
    const known = entity.named ? byName.get(entity.name.toLowerCase()) : undefined;
    if (known) again.set(known, [...(again.get(known) ?? []), entity]);
    return !known;
  });
  for (const entity of before) {
    const mentions: Mention[] = [];
    for (const mention of entity.mentions) {
      const [span, from] = [moved(mention), mention.antecedent && moved(mention.antecedent)];
      if (!span) continue;
      if (span === mention && from === mention.antecedent) mentions.push(mention);
      else mentions.push(mentionAt(span, mention.kind, mention.entity, from));
    }
    const same = again.get(entity) ?? NOTHING;
    const all = same.length ? inOrder(mentions, same.flatMap((each) => each.mentions).sort(byPlace)) : mentions;
    if (!all.length) continue;
    const id = add(entity, all);
    idOf.set(entity.id, id);
    for (const each of same) ownIdOf.set(each.id, id);
  }
  for (const entity of fresh) ownIdOf.set(entity.id, add(entity, entity.mentions));
  return { entities, idOf, ownIdOf };
}

const NOTHING: readonly Entity[] = [];

function withEntity(mention: Mention, entity: string): Mention {
  return mentionAt(mention, mention.kind, entity, mention.antecedent);
}

function mentionAt({ start, end }: Span, kind: MentionKind, entity: string, antecedent: Span | undefined): Mention {
  return antecedent ? { start, end, kind, entity, antecedent } : { start, end, kind, entity };
}

function joinedClaims(
  before: Analysis,
  own: Analysis,
  text: string,
  moved: Moved,
  idOf: ReadonlyMap<string, string>,
  ownIdOf: ReadonlyMap<string, string>,
): Claim[] {
  /** The same array when nothing moved; undefined when one of them stood in the edited paragraphs. */
  const all = (spans: readonly Span[]): readonly Span[] | undefined => {
    let isMoved = false;
    const found: Span[] = [];
    for (const span of spans) {
      const now = moved(span);
      if (!now) return undefined;
      if (now !== span) isMoved = true;
      found.push(now);
    }
    return isMoved ? found : spans;
  };
  const joined: { readonly claim?: Claim; readonly attribution: Attribution }[] = [];
  for (const claim of before.claims) {
    const { id, kind, confidence, ...roles } = claim.attribution;
    const [source, cue, content] = [all(roles.source), all(roles.cue), all(roles.content)];
    if (!source || !cue || !content) continue;
    const actor = roles.actor === null ? null : (idOf.get(roles.actor) ?? null);
    const stays = source === roles.source && cue === roles.cue && content === roles.content && actor === roles.actor;
    joined.push({ claim, attribution: stays ? claim.attribution : { source, cue, content, kind, confidence, id, actor } }); // prettier-ignore
  }
  for (const attribution of own.attributions)
    joined.push({
      attribution: { ...attribution, actor: attribution.actor === null ? null : ownIdOf.get(attribution.actor)! },
    });
  joined.sort(({ attribution: { content: a } }, { attribution: { content: b } }) => a[0].start - b[0].start || a[0].end - b[0].end); // prettier-ignore
  return joined.map(({ claim, attribution: found }, index) => {
    const id = `a${index + 1}`;
    const attribution = found.id === id ? found : { ...found, id };
    if (!claim) return claimOf(text, attribution);
    if (claim.attribution === attribution) return claim;
    return { id, attribution, actor: attribution.actor, text: claim.text, how: claim.how, kind: claim.kind };
  });
}

function joinedTokens(
  before: Analysis,
  own: Analysis,
  { first, behind }: Edit,
  shift: number,
): Pick<Analysis, 'tokens' | 'sentences'> {
  const { tokens, sentences } = before;
  const s = firstOf(sentences.paragraph, first);
  const s2 = firstOf(sentences.paragraph, before.paragraphs.length - behind);
  const t = s < sentences.count ? sentences.firstToken[s] : tokens.count;
  const t2 = s2 < sentences.count ? sentences.firstToken[s2] : tokens.count;
  const offsets = joiner<Int32Array>((length) => new Int32Array(length), t, t2);
  const bySentence = joiner<Int32Array>((length) => new Int32Array(length), s, s2);
  const [moreTokens, moreSentences] = [own.tokens.count - (t2 - t), own.sentences.count - (s2 - s)];
  const paragraphs = first + paragraphCount(own) - (before.paragraphs.length - behind);
  return {
    tokens: {
      count: tokens.count + moreTokens,
      start: offsets(tokens.start, own.tokens.start, 0, shift),
      end: offsets(tokens.end, own.tokens.end, 0, shift),
      sentence: offsets(tokens.sentence, own.tokens.sentence, s, moreSentences),
      tag: joiner<Uint8Array>((length) => new Uint8Array(length), t, t2)(tokens.tag, own.tokens.tag, 0, 0),
    },
    sentences: {
      count: sentences.count + moreSentences,
      firstToken: bySentence(sentences.firstToken, own.sentences.firstToken, t, moreTokens),
      endToken: bySentence(sentences.endToken, own.sentences.endToken, t, moreTokens),
      paragraph: bySentence(sentences.paragraph, own.sentences.paragraph, first, paragraphs),
    },
  };
}

const paragraphCount = ({ paragraphs }: Analysis): number => paragraphs.length;

/** The first place in an ascending array whose value is at least this. */
function firstOf(values: Int32Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts an array of its own in the place of `[from, to)`: `more` is added to that array, `moreBehind` to what follows it. */
function joiner<T extends Int32Array | Uint8Array>(create: (length: number) => T, from: number, to: number) {
  return (old: T, own: T, more: number, moreBehind: number): T => {
    const joined = create(old.length - (to - from) + own.length);
    joined.set(old.subarray(0, from));
    for (let i = 0; i < own.length; i++) joined[from + i] = own[i] + more;
    const behind = from + own.length;
    for (let i = to; i < old.length; i++) joined[behind + i - to] = old[i] + moreBehind;
    return joined;
  };
}
