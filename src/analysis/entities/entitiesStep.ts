import type { Entity, Mention } from '../analysis';
import { step } from '../step';
import { byRank, bySpeakerRank, type Chain, resolve } from './coreference';
import { type Candidate, findMentions } from './mentions';
import { Cohesion } from '../order/cohesion';
import { disorderOf } from '../order/disorder';
import type { Gazetteer } from './gazetteer';
import { withoutLostApostrophe } from './nameGroups';
import { speaksFor, worldFact } from './worldFacts';
import { type Reading, readNames, spanOf, wordsOf } from './reading';

/** What the article's names, noun phrases and pronouns refer to. */
export const entitiesStep = step({
  name: 'entities',
  requires: [
    ...(['text', 'parts', 'words', 'types', 'vocabulary', 'tokens', 'sentences', 'paragraphs'] as const),
    ...(['names', 'attributionSpans', 'models'] as const),
  ],
  adds: ['entities', 'speakers'],
  run: ({ names, attributionSpans, models, ...read }) => {
    const reading = readNames(read, names);
    const sources = attributionSpans.map(({ source }) => source);
    const candidates = findMentions(reading, sources, models.gazetteer);
    const cohesion = new Cohesion(reading);
    const resolved = resolve(reading, candidates, attributionSpans, models.gazetteer, {
      choose: byRank(models.coreference),
      chooseSpeaker: bySpeakerRank(models.speakers),
      disorder: disorderOf(reading, cohesion, models.speakers.disorder),
      cohesion,
    });
    const chains = inOrder(resolved.chains, candidates);
    const entities = entitiesOf(reading, candidates, chains, resolved.antecedent, models.gazetteer);
    const { chainOf } = resolved;
    const idOf = new Map(chains.map((chain, index) => [chain, entities[index].id]));
    const speakers = new Map(
      attributionSpans.map((spans, a) => [spans, idOf.get(chainOf[resolved.sources[a]]!) ?? null]),
    );
    return { entities, speakers };
  },
});

function entitiesOf(
  reading: Reading,
  candidates: readonly Candidate[],
  chains: readonly Chain[],
  antecedent: Int32Array,
  gazetteer: Gazetteer,
): Entity[] {
  return chains.map((chain, index) => {
    const { named, plural } = chain;
    const members = chain.members.map((member) => candidates[member]);
    const names = named ? namesOf(reading, members, gazetteer) : [descriptionOf(reading, members)];
    const type = typeOf(chain, members);
    const about = { id: `e${index + 1}`, type, name: names[0], aliases: names.slice(1), named, plural };
    const role = members.find((member) => member.role)?.role;
    const mentions = chain.members.map((member) =>
      mentionOf(reading, about.id, candidates[member], candidates[antecedent[member]]),
    );
    const fact = worldFact(about, gazetteer);
    const state = speaksFor(about, gazetteer)?.name;
    return { ...about, ...(fact && { fact }), ...(state && { speaksFor: state }), role, mentions };
  });
}

/** By their first mentions, a longer one before those inside it. */
function inOrder(chains: readonly Chain[], candidates: readonly Candidate[]): Chain[] {
  const firstOf = ({ members }: Chain) => candidates[members[0]];
  return [...chains].sort((a, b) => firstOf(a).first - firstOf(b).first || firstOf(b).end - firstOf(a).end);
}

/** @param from what it takes its meaning from, undefined for nothing */
function mentionOf(
  reading: Reading,
  entity: string,
  { first, end, kind }: Candidate,
  from: Candidate | undefined,
): Mention {
  const mention = { ...spanOf(reading, first, end), kind, entity };
  return from ? { ...mention, antecedent: spanOf(reading, from.first, from.end) } : mention;
}

/** The type that most of its names have. */
function typeOf(chain: Chain, members: readonly Candidate[]): Entity['type'] {
  if (members.length === 1) return members[0].type ?? chain.type;
  const counts = new Map<Entity['type'], number>();
  for (const { kind, type } of members) if (type && kind === 'name') counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? chain.type;
}

/** The names it has here, the fullest first; each once, without a possessive ending, small letters before capitals. */
function namesOf(reading: Reading, members: readonly Candidate[], gazetteer: Gazetteer): string[] {
  const keys = new Set(members.map(({ key }) => key));
  const byKey = new Map<string, string>();
  for (const { kind, first, end, key } of members) {
    if (kind === 'pronoun' || key === '') continue;
    const written = withoutPossessive(wordsOf(reading, first, end), withoutLostApostrophe(key, keys, gazetteer));
    const known = byKey.get(written.toLowerCase());
    if (!known || (isShouted(known) && !isShouted(written))) byKey.set(written.toLowerCase(), written);
  }
  const names = [...byKey.values()];
  const fullest = names.reduce((best, name) => (isFuller(name, best) ? name : best));
  return [fullest, ...names.filter((name) => name !== fullest)];
}

const isShouted = (name: string): boolean => name === name.toUpperCase();

/** More words, or else more letters: "Vladimir Putin", "North Atlantic Treaty Organization". */
function isFuller(a: string, b: string): boolean {
  const words = (name: string): number => name.split(' ').length;
  return words(a) > words(b) || (words(a) === words(b) && a.length > b.length);
}

function withoutPossessive(written: string, key: string): string {
  const name = written.replace(/\s?['’]s?$/u, '');
  return key.endsWith('s') || !name.endsWith('s') ? name : name.slice(0, -1);
}

/** For somebody unnamed: the first description that says more than the office, "senior U.S. official"; or else the office. */
function descriptionOf(reading: Reading, members: readonly Candidate[]): string {
  const nominal = (fewest: number) =>
    members.find(({ kind, modifiers }) => kind === 'nominal' && modifiers.length >= fewest);
  const chosen = nominal(2) ?? nominal(1) ?? nominal(0) ?? members[0];
  return wordsOf(reading, chosen.head - chosen.modifiers.length, chosen.end);
}
