import type {
  Analysis,
  Attribution,
  Claim,
  Entity,
  Mention,
  MentionKind,
  Span,
  TimeExpression,
} from '../analysis/analysis';
import { actorOf, actorsOf, claimOf } from '../analysis/claims';
import { byPlace } from '../analysis/lookup';
import { firstWhere } from '../util/firstWhere';
import { type Locator, createLocator } from './anchor';
import { conflictsOf, replacedIds } from './conflicts';
import type { TextPrint } from './print';
import type {
  Anchor,
  AnnotationKind,
  AttributionState,
  DateState,
  Decision,
  EntityReference,
  Field,
  ItemReview,
  MentionState,
  Orphan,
  ReviewStatus,
  ReviewedAnalysis,
  ReviewedItem,
} from './review';
import { FIELDS, stands } from './review';

/**
 * Lays a review over the analysis of a text. Decisions apply in the order they were made, each to what the earlier ones
 * left. Where the words of one are not found with certainty it is an orphan and changes nothing. What was accepted,
 * corrected, noted or judged stays when no analysis finds it any more; what was rejected goes whenever it is found.
 * @param prints by id, the texts in which decisions were anchored
 * @param locator of this text and these prints, when there is one already
 */
export function applyReview(
  analysis: Analysis,
  text: string,
  decisions: readonly Decision[],
  prints: ReadonlyMap<string, TextPrint> = NO_PRINTS,
  { locate }: Pick<Locator, 'locate'> = createLocator(text, prints),
): ReviewedAnalysis {
  const standing = decisions.filter(stands);
  if (!standing.length) return { analysis, reviews: new Map(), orphans: [], conflicts: [] };
  const replaced = replacedIds(standing);
  const orphans: Orphan[] = [];
  const placed: Placed[] = [];
  for (const decision of standing.filter(({ id }) => !replaced.has(id)).sort(byTime)) {
    const located = place(locate, decision);
    if (located) placed.push(located);
    else orphans.push({ decision });
  }
  const draft = new Draft(analysis, text, locate);
  for (const each of placed) if (!draft.decide(each)) orphans.push({ decision: each.decision });
  return { ...draft.finish(), orphans, conflicts: conflictsOf(placed) };
}

/** Order in which decisions were made. Compares bytes, not as a language would: the same everywhere. */
export function byTime(a: Decision, b: Decision): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A decision whose words were found. */
export interface Placed {
  readonly decision: Decision;
  readonly target: readonly Span[];
  /** Undefined when the target was found but not all the rest: the source's words were edited, say. */
  readonly state: PlacedState | undefined;
}

/** `AnnotationState` with spans for anchors. */
type PlacedState =
  | { readonly kind: 'mention'; readonly state: MentionState; readonly span: Span }
  | { readonly kind: 'date'; readonly state: DateState; readonly span: Span }
  | {
      readonly kind: 'attribution';
      readonly state: AttributionState;
      readonly source: readonly Span[];
      readonly cue: readonly Span[];
      readonly content: readonly Span[];
    };

type Locate = Locator['locate'];

const NO_PRINTS: ReadonlyMap<string, TextPrint> = new Map();

/** Undefined when its target is not found. */
function place(locate: Locate, decision: Decision): Placed | undefined {
  const all = (anchors: readonly Anchor[]): Span[] | undefined => {
    const spans = anchors.map((anchor) => locate(anchor, decision.text));
    return spans.every((span) => span !== undefined) ? disjoint(spans) : undefined;
  };
  const { annotation: state } = decision;
  const target = all(decision.target);
  if (!target?.length) return undefined;
  if (state.kind === 'attribution') {
    const [source, cue, content] = [all(state.source), all(state.cue), all(state.content)];
    const isPlaced = source && cue && content?.length;
    return { decision, target, state: isPlaced ? { kind: 'attribution', state, source, cue, content } : undefined };
  }
  const span = locate(state.span, decision.text);
  if (!span) return { decision, target, state: undefined };
  const placed: PlacedState =
    state.kind === 'mention' ? { kind: 'mention', state, span } : { kind: 'date', state, span };
  return { decision, target, state: placed };
}

/** In text order; those that share a character become one. A file may hold them as it likes, and words are edited together. */
function disjoint(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const { start, end } of [...spans].sort(byPlace)) {
    const last = apart.at(-1);
    if (last && start < last.end) apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else if (end > start) apart.push({ start, end });
  }
  return apart;
}

// --- what is being reviewed ----------------------------------------------------------------------------------------------

interface ItemBase {
  /** The machine's object, as long as nothing in it changed. */
  readonly origin: ReviewedItem | undefined;
  changed: boolean;
  status: ReviewStatus;
  readonly decisions: Decision[];
}

interface MentionItem extends ItemBase {
  readonly kind: 'mention';
  spans: readonly [Span];
  naming: MentionKind;
  entity: EntityItem;
  readonly antecedent: Span | undefined;
}

interface DateItem extends ItemBase {
  readonly kind: 'date';
  spans: readonly [Span];
  time: Omit<TimeExpression, 'start' | 'end'>;
}

interface AttributionItem extends ItemBase {
  readonly kind: 'attribution';
  readonly id: string;
  /** The content. */
  spans: readonly Span[];
  source: readonly Span[];
  cue: readonly Span[];
  speech: Attribution['kind'];
  confidence: number;
  speaker: EntityItem | null;
  /** A person said who speaks: mentions in the source have no say any more. */
  speakerIsGiven: boolean;
}

type Item = MentionItem | DateItem | AttributionItem;

interface EntityItem {
  readonly id: string;
  readonly origin: Entity | undefined;
  type: Entity['type'];
  name: string;
  named: boolean;
  aliases: readonly string[];
  readonly mentions: Set<MentionItem>;
  changed: boolean;
}

/** How much of what two annotations cover together both must cover to be the same annotation, 0 to 1. */
const SAME_FROM = 0.5;

/** The analysis on its way from the machine's to the reviewed one. */
class Draft {
  readonly #entities: EntityItem[] = [];
  readonly #items: Readonly<Record<AnnotationKind, SpanGrid<Item>>>;
  /** Where mentions came, went or changed what they refer to: sources there are read anew. */
  readonly #touched: Span[] = [];

  constructor(
    private readonly analysis: Analysis,
    private readonly text: string,
    private readonly locate: Locate,
  ) {
    this.#items = {
      mention: new SpanGrid(text.length),
      date: new SpanGrid(text.length),
      attribution: new SpanGrid(text.length),
    };
    const found = { changed: false, status: 'found' as const };
    const byId = new Map<string, EntityItem>();
    for (const origin of analysis.entities) {
      const { id, type, name, named, aliases } = origin;
      const entity: EntityItem = { id, origin, type, name, named, aliases, mentions: new Set(), changed: false };
      this.#entities.push(entity);
      byId.set(id, entity);
      for (const mention of origin.mentions) {
        const { kind: naming, antecedent } = mention;
        this.#addMention({ kind: 'mention', origin: mention, spans: [mention], naming, entity, antecedent, ...found, decisions: [] }); // prettier-ignore
      }
    }
    for (const date of analysis.dates)
      this.#items.date.add({ kind: 'date', origin: date, spans: [date], time: date, ...found, decisions: [] });
    for (const origin of analysis.attributions) {
      const { id, content: spans, source, cue, kind: speech, confidence, actor } = origin;
      const speaker = (actor !== null && byId.get(actor)) || null;
      this.#items.attribution.add({ kind: 'attribution', origin, id, spans, source, cue, speech, confidence, speaker, speakerIsGiven: false, ...found, decisions: [] }); // prettier-ignore
    }
  }

  /** False when neither an annotation nor all the words to make one are there. */
  decide(placed: Placed): boolean {
    const { decision, state } = placed;
    const { action } = decision;
    const same = this.#same(placed);
    if (action.do === 'reject') {
      for (const item of same) this.#remove(item);
      return true;
    }
    const needsAllWords = !same.length || action.do === 'add' || action.do === 'correct';
    if (needsAllWords && !state) return false;
    const [found] = same;
    const item = found ?? this.#create(state!, decision);
    item.decisions.push(decision);
    switch (action.do) {
      case 'accept':
        if (item.status === 'found') item.status = 'accepted';
        if (item.kind === 'attribution') this.#certain(item);
        break;
      case 'add':
        if (found) this.#set(item, state!, decision, FIELDS[item.kind]);
        item.status = 'own';
        break;
      case 'correct':
        if (found) this.#set(item, state!, decision, action.fields);
        if (item.status !== 'own') item.status = 'corrected';
        break;
      case 'merge':
        if (item.kind === 'mention') this.#merge(item.entity, this.#entity(action.with, decision));
        break;
      case 'split':
        if (item.kind === 'mention') this.#split(item, action.name, decision.id);
        break;
      case 'rename':
        if (item.kind === 'mention') rename(item.entity, action.name);
        break;
      case 'tag':
      case 'note':
      case 'verdict':
        break;
    }
    return true;
  }

  /** The annotations that the decision is about, the best first: of equal words, else of mostly the same. */
  #same({ decision, target, state }: Placed): Item[] {
    const cue = state?.kind === 'attribution' ? state.cue : [];
    const overlapOf = overlapWith(target);
    const scored: { item: Item; score: number }[] = [];
    for (const item of this.#items[decision.annotation.kind].near(target)) {
      const score = overlapOf(item.spans);
      if (score < SAME_FROM) continue;
      // Claims may lie in one another; their cues tell them apart.
      const apart = item.kind === 'attribution' && cue.length && item.cue.length && !overlap(cue, item.cue);
      if (!apart) scored.push({ item, score });
    }
    return scored.sort((a, b) => b.score - a.score).map(({ item }) => item);
  }

  /** The annotation as the person saw it, because none is found there. */
  #create(placed: PlacedState, decision: Decision): Item {
    const base = { origin: undefined, changed: true, status: 'own' as const, decisions: [] };
    switch (placed.kind) {
      case 'mention': {
        this.#makeRoom('mention', placed.span);
        const { naming } = placed.state;
        const entity = this.#entity(placed.state.entity, decision, placed.span);
        return this.#addMention({ kind: 'mention', spans: [placed.span], naming, entity, antecedent: undefined, ...base }); // prettier-ignore
      }
      case 'date': {
        this.#makeRoom('date', placed.span);
        const { type, value, mod } = placed.state;
        return this.#items.date.add({ kind: 'date', spans: [placed.span], time: withMod(type, value, mod), ...base });
      }
      case 'attribution': {
        const { content: spans, source, cue, state } = placed;
        const speaker = state.speaker && this.#entity(state.speaker, decision);
        return this.#items.attribution.add({ kind: 'attribution', id: `own:${decision.id}`, spans, source, cue, speech: state.speech, confidence: 1, speaker, speakerIsGiven: speaker !== null, ...base }); // prettier-ignore
      }
    }
  }

  /** A name or date of a person's takes the place of those of the machine's that it overlaps. */
  #makeRoom(kind: 'mention' | 'date', span: Span): void {
    for (const item of this.#items[kind].near([span])) {
      const plainWord = item.kind === 'mention' && item.naming !== 'name';
      if (item.status === 'found' && !item.decisions.length && !plainWord && overlap([span], item.spans)) this.#remove(item); // prettier-ignore
    }
  }

  #set(item: Item, state: PlacedState, decision: Decision, fields: readonly Field[]): void {
    item.changed = true;
    if (item.kind === 'mention' && state.kind === 'mention') {
      if (fields.includes('type')) retype(item.entity, state.state.entity);
      if (fields.includes('span')) {
        this.#touched.push(item.spans[0], state.span);
        this.#move(item, [state.span]);
      }
    } else if (item.kind === 'date' && state.kind === 'date') {
      const { type, value, mod } = state.state;
      if (fields.includes('value')) item.time = withMod(type, value, mod);
      if (fields.includes('span')) this.#move(item, [state.span]);
    } else if (item.kind === 'attribution' && state.kind === 'attribution') {
      this.#certain(item);
      if (fields.includes('source')) {
        item.source = state.source;
        this.#touched.push(...state.source);
      }
      if (fields.includes('cue')) item.cue = state.cue;
      if (fields.includes('content')) this.#move(item, state.content);
      if (fields.includes('speech')) item.speech = state.state.speech;
      if (fields.includes('speaker')) {
        item.speaker = state.state.speaker && this.#entity(state.state.speaker, decision);
        item.speakerIsGiven = true;
      }
    }
  }

  #certain(item: AttributionItem): void {
    if (item.confidence === 1) return;
    item.confidence = 1;
    item.changed = true;
  }

  #move(item: Item, spans: readonly Span[]): void {
    this.#items[item.kind].remove(item);
    item.spans = spans;
    this.#items[item.kind].add(item);
  }

  #remove(item: Item): void {
    this.#items[item.kind].remove(item);
    if (item.kind !== 'mention') return;
    this.#touched.push(...item.spans);
    item.entity.mentions.delete(item);
    item.entity.changed = true;
  }

  #addMention(item: MentionItem): MentionItem {
    this.#items.mention.add(item);
    item.entity.mentions.add(item);
    if (item.origin) return item;
    item.entity.changed = true;
    this.#touched.push(...item.spans);
    return item;
  }

  /** By its mention, else by its name; a new one when there is none such. `at` is a mention that is just being made. */
  #entity(reference: EntityReference, decision: Decision, at?: Span): EntityItem {
    const { name, type, named, anchor } = reference;
    const span = anchor && this.locate(anchor, decision.text);
    if (span && !(at && overlap([at], [span]))) {
      const mention = [...this.#items.mention.near([span])].find(({ spans }) => overlap(spans, [span]) >= SAME_FROM);
      if (mention?.kind === 'mention') return mention.entity;
    }
    const key = name.toLowerCase();
    const alike = this.#entities.filter((entity) => entity.type === type && entity.named === named);
    const known =
      alike.find((entity) => entity.name.toLowerCase() === key) ??
      alike.find(({ aliases }) => named && aliases.some((alias) => alias.toLowerCase() === key));
    return known ?? this.#newEntity(decision.id, { name, type, named });
  }

  #newEntity(decisionId: string, given: Pick<EntityItem, 'name' | 'type' | 'named'>): EntityItem {
    const entity = { id: `own:${decisionId}`, origin: undefined, aliases: [], mentions: new Set<MentionItem>(), changed: true, ...given }; // prettier-ignore
    this.#entities.push(entity);
    return entity;
  }

  #merge(kept: EntityItem, gone: EntityItem): void {
    if (kept === gone) return;
    for (const mention of gone.mentions) this.#refer(mention, kept);
    for (const item of this.#items.attribution.all()) {
      if (item.kind !== 'attribution' || item.speaker !== gone) continue;
      item.speaker = kept;
      item.changed = true;
    }
    kept.aliases = [...new Set([...kept.aliases, gone.name, ...gone.aliases])].filter((name) => name !== kept.name);
    this.#entities.splice(this.#entities.indexOf(gone), 1);
  }

  #split(item: MentionItem, name: string, decisionId: string): void {
    const { type, named } = item.entity;
    this.#refer(item, this.#newEntity(decisionId, { name, type, named }));
  }

  #refer(item: MentionItem, entity: EntityItem): void {
    item.entity.mentions.delete(item);
    item.entity.changed = true;
    item.entity = entity;
    item.changed = true;
    entity.mentions.add(item);
    entity.changed = true;
    this.#touched.push(...item.spans);
  }

  finish(): Pick<ReviewedAnalysis, 'analysis' | 'reviews'> {
    const reviews = new Map<ReviewedItem, ItemReview>();
    const record = <T extends ReviewedItem>(item: Item, shown: T): T => {
      if (item.decisions.length) reviews.set(shown, reviewOf(item));
      return shown;
    };
    const attributionItems = [...this.#items.attribution.all()] as AttributionItem[];
    const given = new Set(attributionItems.filter((item) => item.speakerIsGiven).map(({ speaker }) => speaker));
    const entities = this.#entities
      .filter((entity) => entity.mentions.size || !entity.changed || given.has(entity))
      .map((entity) => finishedEntity(entity, record))
      .sort((a, b) => firstStart(a) - firstStart(b));
    const dates = ([...this.#items.date.all()] as DateItem[])
      .map((item) =>
        record(
          item,
          item.origin && !item.changed ? (item.origin as TimeExpression) : { ...item.time, ...bare(item.spans[0]) },
        ),
      ) // prettier-ignore
      .sort(byPlace);
    const attributions = this.#attributions(attributionItems, entities, record);
    const unchanged = new Map(this.analysis.claims.map((claim) => [claim.attribution, claim]));
    const claims = attributions.map(
      (attribution): Claim => unchanged.get(attribution) ?? claimOf(this.text, attribution),
    );
    const actors = actorsOf(entities, claims);
    return { analysis: { ...this.analysis, entities, dates, attributions, claims, actors }, reviews };
  }

  #attributions(
    items: readonly AttributionItem[],
    entities: readonly Entity[],
    record: (item: Item, shown: Attribution) => Attribution,
  ): Attribution[] {
    const ids = new Set(entities.map(({ id }) => id));
    const mentions = entities.flatMap((entity) => entity.mentions).sort(byPlace);
    const touched = new SpanGrid<{ readonly spans: readonly Span[] }>(this.text.length);
    for (const span of this.#touched) touched.add({ spans: [span] });
    return items
      .map((item) => {
        const isTouched = [...touched.near(item.source)].some(({ spans }) => overlap(spans, item.source) > 0);
        const readAnew = !item.speakerIsGiven && (isTouched || (item.origin === undefined && !item.speaker));
        const speaker = item.speaker && ids.has(item.speaker.id) ? item.speaker.id : null;
        const actor = readAnew ? actorOf(this.text, item.source, mentions) : speaker;
        return record(item, finishedAttribution(item, actor));
      })
      .sort((a, b) => byPlace(a.content[0], b.content[0]));
  }
}

function withMod(type: TimeExpression['type'], value: string, mod: string | undefined): DateItem['time'] {
  return mod === undefined ? { type, value } : { type, value, mod };
}

function retype(entity: EntityItem, { type, named }: EntityReference): void {
  entity.type = type;
  entity.named = named;
  entity.changed = true;
}

function rename(entity: EntityItem, name: string): void {
  entity.aliases = [...new Set([...entity.aliases, entity.name])].filter((alias) => alias !== name);
  entity.name = name;
  entity.changed = true;
}

function finishedEntity(item: EntityItem, record: (item: Item, shown: Mention) => Mention): Entity {
  const { id, origin, type, name, named } = item;
  const own = [...item.mentions];
  const mentions = own.map((mention) => record(mention, finishedMention(mention, id))).sort(byPlace);
  if (origin && !item.changed && own.every(({ changed }) => !changed)) return origin;
  // What is known of the world goes by name and type: of another name or type it would be somebody else's.
  if (origin && (origin.type !== type || origin.name !== name)) {
    const { role, plural } = origin;
    return { id, type, name, named, plural, aliases: item.aliases, mentions, ...(role !== undefined && { role }) };
  }
  return { ...(origin ?? { plural: false }), id, type, name, named, aliases: item.aliases, mentions };
}

function finishedMention(item: MentionItem, entity: string): Mention {
  if (item.origin && !item.changed) return item.origin as Mention;
  const { naming: kind, antecedent } = item;
  return { ...bare(item.spans[0]), kind, entity, ...(antecedent && { antecedent }) };
}

function finishedAttribution(item: AttributionItem, actor: string | null): Attribution {
  const origin = item.origin as Attribution | undefined;
  if (origin && !item.changed && origin.actor === actor) return origin;
  const { id, source, cue, spans: content, speech: kind, confidence } = item;
  return { id, source: source.map(bare), cue: cue.map(bare), content: content.map(bare), kind, confidence, actor };
}

function reviewOf({ status, decisions }: Item): ItemReview {
  const tags: string[] = [];
  const notes: Decision[] = [];
  let verdict: string | undefined;
  for (const decision of decisions) {
    const { action } = decision;
    if (action.do === 'tag' && !tags.includes(action.tag)) tags.push(action.tag);
    if (action.do === 'note') notes.push(decision);
    if (action.do === 'verdict') verdict = action.verdict;
  }
  return { status, decisions, tags, notes, verdict };
}

function firstStart({ mentions }: Entity): number {
  return mentions[0]?.start ?? Infinity;
}

function bare({ start, end }: Span): Span {
  return { start, end };
}

/** What both cover as a part of what they cover together, 0 to 1; spans of one side do not overlap each other. */
function overlap(a: readonly Span[], b: readonly Span[]): number {
  return overlapWith(a)(b);
}

/** The same for many that are compared with one: a claim may be in thousands of pieces. */
function overlapWith(spans: readonly Span[]): (others: readonly Span[]) => number {
  const own = [...spans].sort(byPlace);
  const length = lengthOf(own);
  return (others) => {
    let both = 0;
    for (const { start, end } of others) {
      let i = firstWhere(own.length, (at) => own[at].end > start);
      for (; i < own.length && own[i].start < end; i++)
        both += Math.max(0, Math.min(own[i].end, end) - Math.max(own[i].start, start));
    }
    return both && both / (length + lengthOf(others) - both);
  };
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Things by where they stand, in cells of the text, so that what stands near some span is found without a search. */
class SpanGrid<T extends { readonly spans: readonly Span[] }> {
  readonly #cells: (Set<T> | undefined)[];
  readonly #all = new Set<T>();

  constructor(length: number) {
    this.#cells = new Array<Set<T> | undefined>(cellOf(length) + 1).fill(undefined);
  }

  all(): Iterable<T> {
    return this.#all;
  }

  add<I extends T>(item: I): I {
    this.#all.add(item);
    for (const cell of this.#cellsOf(item.spans)) (this.#cells[cell] ??= new Set()).add(item);
    return item;
  }

  remove(item: T): void {
    this.#all.delete(item);
    for (const cell of this.#cellsOf(item.spans)) this.#cells[cell]?.delete(item);
  }

  /** What shares a cell with one of the spans: all that overlaps it, and some that does not. */
  near(spans: readonly Span[]): Set<T> {
    const found = new Set<T>();
    for (const cell of this.#cellsOf(spans)) for (const item of this.#cells[cell] ?? []) found.add(item);
    return found;
  }

  *#cellsOf(spans: readonly Span[]): Iterable<number> {
    for (const { start, end } of spans) for (let cell = cellOf(start); cell <= cellOf(end); cell++) yield cell;
  }
}

/** The cell of an offset; a cell is 128 UTF-16 units wide. */
function cellOf(offset: number): number {
  return offset >> 7;
}
