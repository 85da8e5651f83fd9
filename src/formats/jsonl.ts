import type { Analysis, Attribution, Entity, Mention, Span, TimeExpression } from '../analysis/analysis';

/** An article as a record of JSON Lines. Offsets are UTF-16 code units into the text, as everywhere. */
export interface ArticleRecord {
  /** The file's path as it was given, or the record's id. */
  readonly file: string;
  readonly title: string | null;
  /** ISO, `2022-01-08`. */
  readonly date: string | null;
  readonly url: string | null;
  readonly entities: readonly (Omit<Entity, 'mentions'> & { readonly mentions: readonly Omit<Mention, 'entity'>[] })[];
  readonly dates: readonly TimeExpression[];
  readonly attributions: readonly Attribution[];
}

/** The record of one article. Written out field by field, so that what others read does not change by chance. */
export function articleRecord(file: string, { header, entities, dates, attributions }: Analysis): ArticleRecord {
  return {
    file,
    title: header.title?.value ?? null,
    date: header.date?.value ?? null,
    url: header.url?.value ?? null,
    entities: entities.map(({ id, type, name, aliases, role, named, plural, mentions }) => ({
      id,
      type,
      name,
      aliases,
      role,
      named,
      plural,
      mentions: mentions.map(({ start, end, kind, antecedent }) => ({ start, end, kind, antecedent })),
    })),
    dates: dates.map(({ start, end, type, value, mod, quant, freq, temporalFunction, range }) => ({
      ...{ start, end, type, value, mod, quant, freq, temporalFunction, range },
    })),
    attributions: attributions.map(({ id, source, cue, content, actor, kind, confidence }) => ({
      id,
      source: source.map(bare),
      cue: cue.map(bare),
      content: content.map(bare),
      actor,
      kind,
      confidence: Math.round(confidence * 1000) / 1000,
    })),
  };
}

function bare({ start, end }: Span): Span {
  return { start, end };
}
