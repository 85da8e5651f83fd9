import {
  type Analysis,
  ATTRIBUTION_KINDS,
  type Attribution,
  type Entity,
  type Mention,
  MENTION_KINDS,
  type Sentences,
  type Span,
  type Tokens,
} from './analysis';
import { once } from '../util/once';
import { actorsOf, claimOf } from './claims';

/**
 * An analysis as it goes from the worker to the extension host, whose thread must not be held up: an article of a megabyte has a
 * hundred thousand objects, and to take them over one by one takes a tenth of a second. Numbers go in arrays, which are
 * copied at once; words as JSON, which is read when somebody asks; what follows from the rest is not sent.
 */
export interface PackedAnalysis {
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  /** JSON: header, dateline, paragraphs, dates. */
  readonly article: string;
  /** JSON: entities without their mentions. */
  readonly entities: string;
  /** Six numbers a mention: index of its entity, start, end, kind, and the antecedent's start and end, -1 for none. */
  readonly mentions: Int32Array;
  /** For each attribution: kind, index of the actor (-1: nobody), numbers of source, cue and content spans, then these. */
  readonly attributions: Int32Array;
  readonly confidences: Float64Array;
}

export function packAnalysis(analysis: Analysis): PackedAnalysis {
  const { header, dateline, paragraphs, dates, entities, tokens, sentences, attributions } = analysis;
  const indexOf = new Map(entities.map(({ id }, index) => [id, index]));
  return {
    ...{ tokens, sentences },
    article: JSON.stringify({ header, dateline, paragraphs, dates }),
    entities: JSON.stringify(entities.map((entity) => ({ ...entity, mentions: undefined }))),
    mentions: packedMentions(entities),
    attributions: Int32Array.from(
      attributions.flatMap(({ kind, actor, source, cue, content }) => [
        ATTRIBUTION_KINDS.indexOf(kind),
        actor === null ? -1 : indexOf.get(actor)!,
        ...[source.length, cue.length, content.length],
        ...[...source, ...cue, ...content].flatMap(({ start, end }) => [start, end]),
      ]),
    ),
    confidences: Float64Array.from(attributions, ({ confidence }) => confidence),
  };
}

const A_MENTION = 6;

function packedMentions(entities: readonly Entity[]): Int32Array {
  const packed = new Int32Array(A_MENTION * entities.reduce((sum, { mentions }) => sum + mentions.length, 0));
  let at = 0;
  entities.forEach(({ mentions }, index) => {
    for (const { start, end, kind, antecedent } of mentions) {
      packed[at++] = index;
      packed[at++] = start;
      packed[at++] = end;
      packed[at++] = MENTION_KINDS.indexOf(kind);
      packed[at++] = antecedent?.start ?? -1;
      packed[at++] = antecedent?.end ?? -1;
    }
  });
  return packed;
}

type Article = Pick<Analysis, 'header' | 'dateline' | 'paragraphs' | 'dates'>;

/** The analysis of `text` that was packed. Each part is made when it is first asked for. */
export function unpackAnalysis(packed: PackedAnalysis, text: string): Analysis {
  const article = once(() => JSON.parse(packed.article) as Article);
  const entities = once(() => entitiesOf(packed));
  const attributions = once(() => attributionsOf(packed, entities()));
  const claims = once(() => attributions().map((attribution) => claimOf(text, attribution)));
  const actors = once(() => actorsOf(entities(), claims()));
  return {
    get header() {
      return article().header;
    },
    get dateline() {
      return article().dateline;
    },
    get paragraphs() {
      return article().paragraphs;
    },
    tokens: packed.tokens,
    sentences: packed.sentences,
    get dates() {
      return article().dates;
    },
    get entities() {
      return entities();
    },
    get attributions() {
      return attributions();
    },
    get claims() {
      return claims();
    },
    get actors() {
      return actors();
    },
  };
}

/** Has every part of an analysis made, one at a step: none takes long, all together may. */
export function* everyPart(analysis: Analysis): Generator<void, void> {
  for (const part of ['dates', 'entities', 'attributions', 'claims', 'actors'] as const) {
    void analysis[part];
    yield;
  }
}

function entitiesOf({ entities, mentions }: PackedAnalysis): Entity[] {
  const read = JSON.parse(entities) as Omit<Entity, 'mentions'>[];
  let at = 0;
  return read.map((entity, index) => {
    const own: Mention[] = [];
    for (; at < mentions.length && mentions[at] === index; at += A_MENTION) {
      const [start, end, kind] = [mentions[at + 1], mentions[at + 2], MENTION_KINDS[mentions[at + 3]]];
      const from = mentions[at + 4];
      own.push(
        from < 0
          ? { start, end, kind, entity: entity.id }
          : { start, end, kind, entity: entity.id, antecedent: { start: from, end: mentions[at + 5] } },
      );
    }
    return { ...entity, mentions: own };
  });
}

function attributionsOf({ attributions, confidences }: PackedAnalysis, entities: readonly Entity[]): Attribution[] {
  const made: Attribution[] = [];
  let at = 0;
  const spans = (count: number): Span[] =>
    Array.from({ length: count }, () => ({ start: attributions[at++], end: attributions[at++] }));
  for (let index = 0; index < confidences.length; index++) {
    const kind = ATTRIBUTION_KINDS[attributions[at++]];
    const actor = attributions[at++];
    const [sources, cues, contents] = [attributions[at++], attributions[at++], attributions[at++]];
    const [source, cue, content] = [spans(sources), spans(cues), spans(contents)];
    made.push({
      ...{ source, cue, content, kind, confidence: confidences[index], id: `a${index + 1}` },
      actor: actor < 0 ? null : entities[actor].id,
    });
  }
  return made;
}
