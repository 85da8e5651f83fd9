import type { Claim, Entity, Mention, Span } from '../../analysis/analysis';
import { citedWords } from '../../analysis/claims';
import { byPlace } from '../../analysis/lookup';
import type { ArticleView } from '../../host/articles';
import { onOneLine } from '../../formats/words';

/** What plain functions need of an article: no editor, only its address as text. */
export type Reading = Pick<ArticleView, 'text' | 'analysis' | 'lookup' | 'lines'> & {
  readonly reviewed?: ArticleView['reviewed'];
  readonly uri: { toString(): string };
};

/** A span's words on one line. */
export function wordsOf({ text }: Pick<Reading, 'text'>, { start, end }: Span): string {
  return onOneLine(text.slice(start, end));
}

/** The line of an offset, counted from 0. */
export function lineAt({ lines }: Pick<Reading, 'lines'>, offset: number): number {
  return lines.positionAt(offset).line;
}

/**
 * Where an entity is first called by its name; for one without a name, where it is first described as fully ("the
 * senior U.S. official", not the "official" in the title); undefined for one that is nowhere.
 */
export function firstNaming(view: Pick<Reading, 'text'>, { name, mentions }: Entity): Mention | undefined {
  const full = name.toLowerCase();
  return (
    mentions.find(({ kind }) => kind === 'name') ??
    mentions.find((mention) => wordsOf(view, mention).toLowerCase().endsWith(full)) ??
    mentions[0]
  );
}

/** The first words of a claim: its content's, or else its cue's or source's; undefined for one that has none. */
export function placeOf({ attribution: { content, cue, source } }: Claim): Span | undefined {
  return content[0] ?? cue[0] ?? source[0];
}

/** The article's words for a claim's source, for when no entity stands behind them. */
export function sourceWords({ text }: Pick<Reading, 'text'>, { attribution }: Claim): string {
  return onOneLine(citedWords(text, attribution.source));
}

/**
 * The claim that comes after (`step` 1) or before (-1) what is selected, around the ends; the only one, when there is
 * but one. What is selected is where `placeOf` has brought the person, or any words or cursor.
 */
export function neighbour(claims: readonly Claim[], selected: Span, step: 1 | -1): Claim | undefined {
  const placed = claims
    .flatMap((claim) => {
      const place = placeOf(claim);
      return place ? [{ claim, place }] : [];
    })
    .sort((a, b) => byPlace(a.place, b.place));
  if (!placed.length) return undefined;
  const at = placed.findIndex(({ place }) => place.start === selected.start && place.end === selected.end);
  const following = placed.findIndex(({ place }) => place.start > selected.start);
  const next = following < 0 ? placed.length : following;
  const before = placed.filter(({ place }) => place.start < selected.start).length - 1;
  const index = at >= 0 ? at + step : step > 0 ? next : before;
  return placed[(index + placed.length) % placed.length].claim;
}
