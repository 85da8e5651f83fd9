import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Attribution, Entity, Mention, Span, TimeExpression } from '../analysis/analysis';
import { anchorAt } from '../review/anchor';
import { type TextPrint, printOf } from '../review/print';
import type { Action, Anchor, AnnotationState, AttributionState, Decision, EntityReference } from '../review/review';
import type { Annotations, Judgement, Problem, ReadArticle } from './annotated';
import { UNKNOWN, fits } from './partialText';
import { textHash } from './provenance';
import { counted, onOneLine } from './words';

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
  const base = textOf(article, text);
  if (base === undefined) {
    const told = article.hash === undefined ? 'neither the text nor its hash' : 'only the hash of another text';
    const what = `the file has ${told}, so that its offsets could mean other words; export it again, with the text or from this one`;
    return { decisions: [], prints: [], known: 0, problems: [{ where: article.file ?? 'the article', what }] };
  }
  return new Import(article, base, shown, options).run();
}

/** The text that the offsets count in, as far as it is known: the article's when it is the same; undefined when unknown. */
function textOf({ text: known, hash }: ReadArticle, text: string): string | undefined {
  if (known === undefined) return hash !== undefined && hash === textHash(text) ? text : undefined;
  return fits(text, known) ? text : known;
}

class Import {
  readonly #decisions = new Map<string, Decision>();
  /** Of the text, when all of it is known: by it words are found again after edits. */
  readonly #print: TextPrint | undefined;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #shownEntities: ReadonlyMap<string, Entity>;
  #known = 0;
  #unanchored = 0;
  readonly #shownMentions: Map<string, { readonly mention: Mention; readonly entity: Entity }[]>;
  readonly #shownClaims: Map<string, Attribution[]>;
  readonly #shownDates: Map<string, TimeExpression[]>;

  constructor(
    private readonly article: ReadArticle,
    private readonly text: string,
    shown: Annotations,
    private readonly options: ImportOptions,
  ) {
    this.#entities = new Map(article.entities.map((entity) => [entity.id, entity]));
    this.#shownEntities = new Map(shown.entities.map((entity) => [entity.id, entity]));
    this.#print = text.includes(UNKNOWN) ? undefined : printOf(text);
    const mentions = shown.entities.flatMap((entity) => entity.mentions.map((mention) => ({ mention, entity })));
    this.#shownMentions = grouped(mentions, ({ mention }) => placeKey([mention]));
    this.#shownClaims = grouped(shown.attributions, ({ content }) => placeKey(content));
    this.#shownDates = grouped(shown.dates, (date) => placeKey([date]));
  }

  run(): Imported {
    for (const entity of this.article.entities)
      for (const mention of entity.mentions) this.#attempt(() => this.#mention(mention, entity));
    for (const date of this.article.dates) this.#attempt(() => this.#date(date));
    for (const attribution of this.article.attributions) this.#attempt(() => this.#attribution(attribution));
    const problems = this.#unanchored
      ? [
          {
            where: this.article.file ?? 'the article',
            what: `${counted(this.#unanchored, 'annotation')} left out: not all of the words are known`,
          },
        ]
      : [];
    const prints = this.#print ? [this.#print] : [];
    return { decisions: [...this.#decisions.values()], prints, known: this.#known, problems };
  }

  #attempt(decide: () => void): void {
    try {
      decide();
    } catch (error) {
      if (!(error instanceof NotAllKnown)) throw error;
      this.#unanchored++;
    }
  }

  #mention(mention: Mention, entity: Entity): void {
    const same = this.#shownMentions.get(placeKey([mention])) ?? [];
    const isShown = same.some(
      (each) =>
        each.mention.kind === mention.kind && each.entity.type === entity.type && this.#sameEntity(each.entity, entity),
    );
    if (isShown) return void this.#known++;
    const span = this.#anchor(mention);
    this.#decide({ kind: 'mention', span, naming: mention.kind, entity: this.#reference(entity, span) }, [span], {
      do: 'add',
    });
  }

  #date({ start, end, type, value, mod }: TimeExpression): void {
    const same = this.#shownDates.get(placeKey([{ start, end }])) ?? [];
    if (same.some((each) => each.type === type && each.value === value && each.mod === mod)) return void this.#known++;
    const span = this.#anchor({ start, end });
    this.#decide({ kind: 'date', span, type, value, ...(mod !== undefined && { mod }) }, [span], { do: 'add' });
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
    else this.#decide(state, state.content, { do: 'add' });
    this.#judge(state, this.article.judgements.get(id));
  }

  #judge(state: AttributionState, { verdict, note, author, time }: Judgement = {}): void {
    const by = { author: author ?? this.options.author, time: isTime(time) ? time : this.options.time };
    if (verdict !== undefined) this.#decide(state, state.content, { do: 'verdict', verdict }, by);
    if (note !== undefined) this.#decide(state, state.content, { do: 'note', text: note }, by);
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
    const first = mentions.find(({ start, end }) => !this.text.slice(start, end).includes(UNKNOWN));
    return { name, type, named, anchor: first ? this.#anchor(first) : otherwise };
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

  /** @throws NotAllKnown when the file does not tell all of the words */
  #anchor(span: Span): Anchor {
    const { exact, prefix, suffix, start, end } = anchorAt(this.text, span);
    if (exact.includes(UNKNOWN)) throw new NotAllKnown();
    const [behind] = suffix.split(UNKNOWN, 1);
    return { exact, prefix: prefix.slice(prefix.lastIndexOf(UNKNOWN) + 1), suffix: behind, start, end };
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

class NotAllKnown extends Error {}

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

function isTime(words: string | undefined): words is string {
  return words !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(words);
}
