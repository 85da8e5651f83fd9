import { isCommonNoun, isNoun, TAG } from '../text/tags';
import type { Reading } from '../entities/reading';
import type { BodyParagraph } from './body';
import type { Cohesion } from './cohesion';

/**
 * Whether an article's paragraphs stand out of order, as in corpora that were put together by machines: then "he" at the beginning of a
 * paragraph says nothing about the paragraph before. Signs are counted over the whole article and weighed by a logistic model
 * (training/speakers.mts).
 */

/** Fewer paragraphs cannot be told, and are taken as they stand. */
const FEWEST = 5;
export const DISORDER_SIGNS = 13;

/** The probability that the paragraphs are out of order. */
export function disorderOf(reading: Reading, cohesion: Cohesion, weights: Float32Array): number {
  const signs = disorderSigns(reading, cohesion);
  if (!signs) return 0;
  let sum = 0;
  for (let i = 0; i < DISORDER_SIGNS; i++) sum += weights[i] * signs[i];
  return 1 / (1 + Math.exp(-sum));
}

/** Undefined for an article that is too short to tell. */
export function disorderSigns(reading: Reading, cohesion: Cohesion): Float64Array | undefined {
  const { body } = cohesion;
  if (body.length < FEWEST) return undefined;
  const { tokens, lower, names, nameAt } = reading;
  const seen = { full: new Set<string>(), surname: new Set<string>(), nouns: new Set<string>() };
  let introduced = 0;
  let unintroduced = 0; // a surname before the full name
  let indefinite = 0;
  let early = 0; // "the report" before "a report"
  let hanging = 0; // "he" at the beginning, and nobody in the paragraph before
  let following = 0;
  let lateDateline = 0;
  const later = fullNamesOf(reading, body);
  let hadPerson = false;
  body.forEach(({ from, to }, p) => {
    const opens = OPENINGS.has(lower[from]);
    const isPronoun = PRONOUNS.has(lower[from]) || (opens && PRONOUNS.has(lower[from + 1]));
    if (p > 0 && isPronoun && hadPerson) following++;
    if (p > 0 && isPronoun && !hadPerson) hanging++;
    hadPerson = false;
    for (let i = from; i < to; i++) {
      if (nameAt[i] >= 0 && names[nameAt[i]].first === i) {
        const { end, type } = names[nameAt[i]];
        if (type === 'PERSON') {
          hadPerson = true;
          const surname = lower[end - 1];
          if (end - i > 1) {
            const isFirst = later.has(surname) && !seen.full.has(surname);
            if (isFirst && seen.surname.has(surname)) unintroduced++;
            else if (isFirst) introduced++;
            seen.full.add(surname);
          } else if (!seen.full.has(surname)) seen.surname.add(surname);
        }
      }
      if (isCommonNoun(tokens.tag[i])) {
        const first = beforeNoun(reading, i, from);
        if (first === 'a' || first === 'an') {
          indefinite++;
          if (seen.nouns.has(lower[i])) early++;
        } else if (first === 'the') seen.nouns.add(lower[i]);
      }
      if (PRONOUNS.has(lower[i])) hadPerson = hadPerson || i > from;
    }
    if (p > 0 && isDateline(reading, from, to)) lateDateline++;
  });
  const first = body[0];
  const overlap = titleOverlap(reading, body);
  const best = overlap.reduce((most, each) => Math.max(most, each)); // there are more than a call can have arguments
  const rate = (count: number, of: number): number => (of ? count / of : 0);
  return Float64Array.from([
    1,
    rate(unintroduced, introduced + unintroduced),
    Math.min(unintroduced, 5),
    Math.min(introduced, 5),
    PRONOUNS.has(lower[first.from]) ? 1 : 0,
    OPENINGS.has(lower[first.from]) ? 1 : 0,
    rate(hanging, hanging + following),
    Math.min(hanging, 5),
    lateDateline ? 1 : 0,
    rate(early, indefinite) * 10,
    best ? overlap[0] / best : 0.5,
    cohesion.ofNeighbours() * 10,
    Math.log(body.length),
  ]);
}

const PRONOUNS = new Set(['he', 'she', 'they', 'his', 'her', 'it', 'its', 'their']);
const OPENINGS = new Set(
  'but and yet so or then instead meanwhile however also still nevertheless moreover furthermore later afterwards asked'.split(
    ' ',
  ),
);

/** Surnames that stand somewhere after a first name and somewhere alone. */
function fullNamesOf({ names, lower }: Reading, body: readonly BodyParagraph[]): ReadonlySet<string> {
  const full = new Set<string>();
  const alone = new Set<string>();
  const from = body[0].from;
  for (const { first, end, type } of names) {
    if (type !== 'PERSON' || first < from) continue;
    (end - first > 1 ? full : alone).add(lower[end - 1]);
  }
  return new Set([...full].filter((surname) => alone.has(surname)));
}

/** The determiner of the phrase that a noun ends, "the" of "the final report". */
function beforeNoun({ tokens, lower, nameAt }: Reading, head: number, from: number): string {
  for (let i = head - 1; i >= from && head - i < 5; i--) {
    const tag = tokens.tag[i];
    if (tag === TAG.DT) return lower[i];
    if (nameAt[i] >= 0 || (!isNoun(tag) && tag !== TAG.JJ && tag !== TAG.CD)) return '';
  }
  return '';
}

/** "WASHINGTON Reuters -The United States", "GENEVA, Jan 8 (AP) —". */
function isDateline({ words, tokens }: Reading, from: number, to: number): boolean {
  if (!/^\p{Lu}{3,}$/u.test(words[from])) return false;
  for (let i = from + 1; i < Math.min(to, from + 8); i++) {
    if (/^[-–—]/u.test(words[i])) return true;
    if (tokens.tag[i] === TAG.VBD || tokens.tag[i] === TAG.VBZ) return false;
  }
  return false;
}

/** By paragraph: how many of the title's words it has, for its length. */
function titleOverlap(reading: Reading, body: readonly BodyParagraph[]): number[] {
  const { paragraphs, sentences, types } = reading;
  const title = new Set<number>();
  for (let s = 0; s < sentences.count && paragraphs[sentences.paragraph[s]].role === 'title'; s++)
    for (let i = sentences.firstToken[s]; i < sentences.endToken[s]; i++)
      if (isNoun(reading.tokens.tag[i]) || reading.nameAt[i] >= 0) title.add(types[i]);
  return body.map(({ from, to }) => {
    const shared = new Set<number>();
    for (let i = from; i < to; i++) if (title.has(types[i])) shared.add(types[i]);
    return shared.size / Math.sqrt(10 + to - from);
  });
}
