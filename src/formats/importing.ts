import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Attribution, Entity, Mention, Span, TimeExpression } from '../analysis/analysis';
import { anchorAt } from '../review/anchor';
import { type TextPrint, printOf } from '../review/print';
import { isTime } from '../review/sidecar';
import type { Action, Anchor, AnnotationState, AttributionState, Decision, EntityReference } from '../review/review';
import type { Annotations, Judgement, Note, Problem, ReadArticle, ReadItem } from './annotated';
import type { PartialText } from './partialText';
import { textHash } from './provenance';
import { Unreadable, shown, withinText } from './reading';
import { onOneLine } from './words';

/** What becomes of an article that was read: decisions to lay beside those that are there already. */
export interface Imported {
  readonly decisions: readonly Decision[];
  /** The texts in which the decisions are anchored, as far as they are known whole. */
  readonly prints: readonly TextPrint[];
  /** Annotations that the article shows already: nothing is decided about them. */
  readonly known: number;
  readonly problems: readonly Problem[];
}

export interface ImportOptions {
  /** Who is given as author of what names none. */
  readonly author: string;
  /** Now, ISO 8601 in UTC. */
  readonly time: string;
}

/**
 * Makes decisions of what was read: each annotation that the article does not show becomes the author's own, each verdict
 * and note a decision on its claim. Nothing is taken away. Importing the same again gives the same decisions, id by id.
 * @param text the article as it is now
 * @param shown what it shows now
 */
export function importArticle(
  article: ReadArticle,
  text: string,
  shown: Annotations,
  options: ImportOptions,
): Imported {
  const { review } = article;
  if (review) return { decisions: review.decisions, prints: [...review.prints.values()], known: 0, problems: [] };
  const { article: located, problems } = locatedIn(article, text);
  const base = baseOf(located, text);
  if (base === undefined) {
    const told = article.hash === undefined ? 'neither the text nor its hash' : 'only the hash of another text';
    const what = `the file has ${told}, so that its offsets could mean other words; export it again, with the text or from this one`;
    return { decisions: [], prints: [], known: 0, problems: [...problems, { where: fileOf(article), what }] };
  }
  if (located.file === undefined && typeof base === 'string' && !haveLineInCommon(base, text)) {
    const what = 'it names no article, and its text has no line in common with this one: nothing is imported';
    return { decisions: [], prints: [], known: 0, problems: [...problems, { where: fileOf(article), what }] };
  }
  const { length } = typeof base === 'string' ? base : text;
  const { found, problems: outside } = withinText(located, length, fileOf(article));
  const imported = new Import({ ...located, ...found }, base, text, shown, options).run();
  return { ...imported, problems: [...problems, ...outside, ...imported.problems] };
}

/** The same article with what the file only quotes found in its text. */
export function locatedIn(
  article: ReadArticle,
  text: string,
): { readonly article: ReadArticle; readonly problems: readonly Problem[] } {
  if (!article.locate) return { article, problems: [] };
  const { found, problems } = article.locate(text);
  return { article: { ...article, ...found, text, locate: undefined }, problems };
}

/** The text that the offsets count in: the article's when it is the same, else what the file has; undefined when unknown. */
export function baseOf({ text: whole, known, hash }: ReadArticle, text: string): string | PartialText | undefined {
  if (hash !== undefined && hash === textHash(text)) return text;
  if (whole !== undefined) return text.startsWith(whole) ? text : whole;
  return known?.fits(text) ? text : known;
}

function haveLineInCommon(a: string, b: string): boolean {
  if (a === b) return true;
  const lines = new Set(
    printOf(a)
      .lines.map(({ hash }) => hash)
      .filter(Boolean),
  );
  return printOf(b).lines.some(({ hash }) => lines.has(hash));
}

function fileOf({ file }: ReadArticle): string {
  return file || 'the article';
}

class Import {
  readonly #decisions = new Map<string, Decision>();
  readonly #problems: Problem[] = [];
  /** Of the text, when all of it is known: by it words are found again after edits. */
  readonly #print: TextPrint | undefined;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #shownEntities: ReadonlyMap<string, Entity>;
  #known = 0;
  readonly #shownMentions: Map<string, { readonly mention: Mention; readonly entity: Entity }[]>;
  readonly #shownClaims: Map<string, Attribution[]>;
  readonly #shownDates: Map<string, TimeExpression[]>;
  /** What was decided here, by its words. */
  readonly #added = new Map<string, AnnotationState>();

  constructor(
    private readonly article: ReadArticle,
    private readonly base: string | PartialText,
    private readonly text: string,
    shownNow: Annotations,
    private readonly options: ImportOptions,
  ) {
    this.#entities = new Map(article.entities.map((entity) => [entity.id, entity]));
    this.#shownEntities = new Map(shownNow.entities.map((entity) => [entity.id, entity]));
    this.#print = typeof base === 'string' ? printOf(base) : undefined;
    const mentions = shownNow.entities.flatMap((entity) => entity.mentions.map((mention) => ({ mention, entity })));
    this.#shownMentions = grouped(mentions, ({ mention }) => placeKey([mention]));
    this.#shownClaims = grouped(shownNow.attributions, ({ content }) => placeKey(content));
    this.#shownDates = grouped(shownNow.dates, (date) => placeKey([date]));
  }

  run(): Imported {
    const { entities, dates, attributions, notes = [] } = this.article;
    for (const entity of entities)
      for (const mention of entity.mentions) this.#attempt(mention, () => this.#mention(mention, entity));
    for (const date of dates) this.#attempt(date, () => this.#date(date));
    for (const attribution of attributions) this.#attempt(attribution, () => this.#attribution(attribution));
    for (const note of notes) this.#attempt(note, () => this.#note(note));
    const prints = this.#print ? [this.#print] : [];
    return { decisions: [...this.#decisions.values()], prints, known: this.#known, problems: this.#problems };
  }

  #attempt(item: ReadItem | Note, decide: () => void): void {
    try {
      decide();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const where = 'where' in item ? item.where : this.article.places?.get(item);
      this.#problems.push({ where: where ?? fileOf(this.article), what: error.message });
    }
  }

  #mention(mention: Mention, entity: Entity): void {
    const place = placeKey([mention]);
    const same = this.#shownMentions.get(place) ?? [];
    const isShown = same.some(
      (each) =>
        each.mention.kind === mention.kind && each.entity.type === entity.type && this.#sameEntity(each.entity, entity),
    );
    if (isShown) return void this.#known++;
    const span = this.#anchor(mention);
    const reference = this.#reference(entity, span);
    const state: AnnotationState = { kind: 'mention', span, naming: mention.kind, entity: reference };
    this.#added.set(place, state);
    this.#decide(state, [span], { do: 'add' });
  }

  /**
   * A label without a value says that it is a date, and nothing of which one.
   * @throws Unreadable when nothing else says it
   */
  #date({ start, end, type, value, mod }: TimeExpression): void {
    const place = placeKey([{ start, end }]);
    const same = this.#shownDates.get(place) ?? [];
    const isShown = same.some((each) => each.type === type && (!value || (each.value === value && each.mod === mod)));
    if (isShown) return void this.#known++;
    const span = this.#anchor({ start, end });
    if (!value) {
      const found = same.map((each) => `${each.type} ${each.value}`).join(', ');
      const instead = found ? `here it is ${found}, and stays so` : 'none was found there: left out';
      throw new Unreadable(`${shown(span.exact)} is a ${type} without a value, and ${instead}`);
    }
    const state: AnnotationState = { kind: 'date', span, type, value, ...(mod !== undefined && { mod }) };
    this.#added.set(place, state);
    this.#decide(state, [span], { do: 'add' });
  }

  #attribution(attribution: Attribution): void {
    const { id, source, cue, content, kind, actor } = attribution;
    const alike = this.#shownClaims.get(placeKey(content)) ?? [];
    const speaker = this.#entities.get(actor ?? '');
    const said = alike.find((each) => placeKey(each.cue) === placeKey(cue)) ?? (cue.length ? undefined : alike[0]);
    const isBare = !source.length && !cue.length && !speaker; // a verdict on a claim, and no more
    const isShown =
      said !== undefined &&
      (isBare ||
        (placeKey(said.source) === placeKey(source) && said.kind === kind && this.#sameSpeaker(said.actor, speaker)));
    const state: AttributionState = {
      kind: 'attribution',
      ...(isShown ? this.#shownState(said) : this.#state(attribution, speaker)),
    };
    if (isShown) this.#known++;
    else {
      this.#added.set(placeKey(content), state);
      this.#decide(state, state.content, { do: 'add' });
    }
    this.#judge(`the verdict or note on ${shown(id)}`, state, this.article.judgements.get(id));
  }

  /** @param where what is judged, for a problem */
  #judge(where: string, state: AnnotationState, { verdict, note, author, time }: Judgement = {}): void {
    if (time !== undefined && !isTime(time))
      this.#problems.push({ where, what: `${shown(time)} is not a time; the time of the import is used` });
    const by = { author: author ?? this.options.author, time: isTime(time) ? time : this.options.time };
    if (verdict !== undefined) this.#decide(state, targetOf(state), { do: 'verdict', verdict }, by);
    if (note !== undefined) this.#decide(state, targetOf(state), { do: 'note', text: note }, by);
  }

  /** @throws Unreadable when there is nothing at these words that can have a note */
  #note({ spans, text, author, time }: Note): void {
    const state = this.#added.get(placeKey(spans)) ?? this.#shownAt(spans);
    if (!state) {
      const exact = spans.map((span) => this.#anchor(span).exact).join(' … ');
      throw new Unreadable(
        `${shown(exact)} is not a name, date or claim here, so the note ${shown(text)} has no place`,
      );
    }
    this.#judge(`the note ${shown(text)}`, state, { note: text, ...(author && { author }), ...(time && { time }) });
  }

  /** What the article shows at these words. */
  #shownAt(spans: readonly Span[]): AnnotationState | undefined {
    const place = placeKey(spans);
    const [claim] = this.#shownClaims.get(place) ?? [];
    if (claim) return { kind: 'attribution', ...this.#shownState(claim) };
    const [named] = this.#shownMentions.get(place) ?? [];
    if (named) {
      const span = this.#anchor(named.mention);
      return { kind: 'mention', span, naming: named.mention.kind, entity: this.#reference(named.entity, span) };
    }
    const [date] = this.#shownDates.get(place) ?? [];
    if (!date) return undefined;
    const { type, value, mod } = date;
    return { kind: 'date', span: this.#anchor(date), type, value, ...(mod !== undefined && { mod }) };
  }

  #state({ source, cue, content, kind }: Attribution, speaker: Entity | undefined): Omit<AttributionState, 'kind'> {
    const anchors = (spans: readonly Span[]) => spans.map((span) => this.#anchor(span));
    return {
      source: anchors(source),
      cue: anchors(cue),
      content: anchors(content),
      speech: kind,
      speaker: speaker ? this.#reference(speaker, null) : null,
    };
  }

  #shownState(shown: Attribution): Omit<AttributionState, 'kind'> {
    return this.#state(shown, this.#shownEntities.get(shown.actor ?? ''));
  }

  /** Whom the words mean: by the first mention whose words are known, else by the name. */
  #reference({ name, type, named, mentions }: Entity, otherwise: Anchor | null): EntityReference {
    for (const mention of mentions) {
      const anchor = this.#placed(mention);
      if (anchor) return { name, type, named, anchor };
    }
    return { name, type, named, anchor: otherwise };
  }

  /** A format that has no names calls an entity by its first mention's words. */
  #sameEntity(shown: Entity, { name }: Entity): boolean {
    const words = () => shown.mentions.map(({ start, end }) => onOneLine(this.text.slice(start, end)));
    return shown.name === name || shown.aliases.includes(name) || words().includes(name);
  }

  #sameSpeaker(actor: string | null, speaker: Entity | undefined): boolean {
    if (!speaker) return true; // a format that does not say
    const shown = this.#shownEntities.get(actor ?? '');
    return shown !== undefined && this.#sameEntity(shown, speaker);
  }

  /** @throws Unreadable when the file does not have all of the words */
  #anchor(span: Span): Anchor {
    const anchor = this.#placed(span);
    if (anchor) return anchor;
    const place = `the words from ${span.start} to ${span.end}`;
    throw new Unreadable(`${place} are not all in the file, and the article is another now: left out`);
  }

  #placed(span: Span): Anchor | undefined {
    return typeof this.base === 'string' ? anchorAt(this.base, span) : this.base.anchorAt(span);
  }

  #decide(
    annotation: AnnotationState,
    target: readonly Anchor[],
    action: Action,
    by: { readonly author: string; readonly time: string } = this.options,
  ): void {
    const { author, time } = by;
    const id = decisionId([author, target, annotation, action]);
    this.#decisions.set(id, {
      id,
      author,
      time,
      target,
      annotation,
      action,
      ...(this.#print && { text: this.#print.id }),
    });
  }
}

function targetOf(state: AnnotationState): readonly Anchor[] {
  return state.kind === 'attribution' ? state.content : [state.span];
}

/** An id in the form of a UUID (RFC 9562, version 8) that says the same for the same decision. */
function decisionId(parts: readonly unknown[]): string {
  const hex = bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(parts))));
  const variant = '89ab'[parseInt(hex[16], 16) & 3];
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function placeKey(spans: readonly Span[]): string {
  return spans.map(({ start, end }) => `${start}-${end}`).join(' ');
}

function grouped<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
