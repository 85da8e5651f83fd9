import type { Actor, Attribution, Claim, Entity, Mention, Span } from './analysis';
import { oneLine } from './entities/reading';
import { headMention } from './entities/sourceHead';

/** What an attribution of this text claims. */
export function claimOf(text: string, attribution: Attribution): Claim {
  const { id, actor, kind, content, cue } = attribution;
  return { id, attribution, actor, text: citedWords(text, content), how: citedWords(text, cue), kind };
}

/**
 * The words of spans, which are in order, on one line, copied as they stand; " … " where words between them are left out. No word
 * comes twice, though spans that people marked overlap.
 */
export function citedWords(text: string, spans: readonly Span[]): string {
  const pieces: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = pieces.at(-1);
    if (last && (start <= last.end || !/[\p{L}\p{N}]/u.test(text.slice(last.end, start))))
      last.end = Math.max(last.end, end);
    else pieces.push({ start, end });
  }
  return pieces.map(({ start, end }) => oneLine(text.slice(start, end))).join(' … ');
}

/** Who claims something: most claims first, then in the order of the entities, which is that of first mention. */
export function actorsOf(entities: readonly Entity[], claims: readonly Claim[]): Actor[] {
  const byActor = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.actor === null) continue;
    const list = byActor.get(claim.actor);
    if (list) list.push(claim);
    else byActor.set(claim.actor, [claim]);
  }
  return entities
    .filter(({ id }) => byActor.has(id))
    .map((entity) => ({ entity, claims: byActor.get(entity.id)! }))
    .sort((a, b) => b.claims.length - a.claims.length);
}

/** The id of the entity that a source's words mean, null when they mean none; `mentions` are all, in order of place. */
export function actorOf(text: string, source: readonly Span[], mentions: readonly Mention[]): string | null {
  for (const { start, end } of source) {
    let low = 0;
    let high = mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (mentions[middle].start < start) low = middle + 1;
      else high = middle;
    }
    const inside: Mention[] = [];
    for (let i = low; i < mentions.length && mentions[i].start < end; i++)
      if (mentions[i].end <= end) inside.push(mentions[i]);
    const head = headMention(text, { start, end }, inside);
    if (head) return head.entity;
  }
  return null;
}
