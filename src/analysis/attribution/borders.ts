import { isPunctuation } from '../text/tags';
import type { Borders } from './acrossParagraphs';
import { introductionIn } from './constructions';
import { quotationEnd } from './quotation';
import { spansOf } from './ranges';
import type { Reading } from './reading';

/** A quotation that begins a paragraph has at least so many tokens; shorter ones are names and slogans. */
const SHORTEST = 5;

/** 13 of the 15 who are introduced by a colon in PolNeAR's training articles say what follows. */
const INTRODUCED = 13 / 15;

/** What a paragraph, which is read by itself, has to do with its neighbours. */
export function bordersOf(reading: Reading): Borders {
  const { tokens, sentences, quotation, paragraphs } = reading;
  const { count } = tokens;
  const lastSentence = count ? tokens.start[sentences.firstToken[tokens.sentence[count - 1]]] : 0;
  const none = { opening: undefined, isAllQuoted: false, lastSentence, introduced: undefined };
  if (!count || paragraphs[0].role !== 'body') return none;
  const introduction = introductionIn(reading);
  if (introduction) {
    const [source, cue] = [introduction.source, introduction.cue].map((range) => spansOf(reading, [range]));
    return { ...none, introduced: { source, cue, kind: 'direct', confidence: INTRODUCED } };
  }
  const end = quotation[0] ? quotationEnd(quotation, 0) : 0;
  if (end < SHORTEST) return none;
  let rest = end;
  while (rest < count && isPunctuation(tokens.tag[rest])) rest++;
  const [opening] = spansOf(reading, [{ from: 0, to: end }]);
  return { ...none, opening, isAllQuoted: rest === count };
}
