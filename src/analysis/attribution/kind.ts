import type { AttributionKind } from '../analysis';
import { isPunctuation } from '../text/tags';
import { FIRST_PERSON } from './cueLexicon';
import type { TokenAttribution } from './ranges';
import type { Reading } from './reading';

/**
 * Direct: all words of the content stand in quotation marks; mixed: some do; indirect: none. Corpora that have lost their
 * quotation marks leave one sign of a direct quotation: a first person in a claim whose source is a third person
 * ("We are willing to explore ..., the official said"), outside any marks.
 */
export function kindOf(reading: Reading, { source, content }: Omit<TokenAttribution, 'confidence'>): AttributionKind {
  const { quotation, tokens, lower } = reading;
  let quoted = 0;
  let words = 0;
  let firstPerson = false;
  for (const { from, to } of content) {
    for (let i = from; i < to; i++) {
      if (isPunctuation(tokens.tag[i])) continue;
      words++;
      if (quotation[i]) quoted++;
      else if (FIRST_PERSON.has(lower[i]) && !isCountry(reading, i)) firstPerson = true;
    }
  }
  if (words > 0 && quoted === words) return 'direct';
  if (quoted) return 'mixed';
  return firstPerson && source.length && !hasFirstPerson(reading, source) ? 'direct' : 'indirect';
}

/** "US" is not "us". */
function isCountry({ words }: Reading, i: number): boolean {
  return words[i] === 'US';
}

function hasFirstPerson({ lower }: Reading, ranges: TokenAttribution['source']): boolean {
  return ranges.some(({ from, to }) => {
    for (let i = from; i < to; i++) if (FIRST_PERSON.has(lower[i])) return true;
    return false;
  });
}
