import assert from 'node:assert/strict';
import type { Analysis, Span } from '../../src/analysis/analysis';
import { violationsOf } from '../../src/analysis/contract';
import { packAnalysis, unpackAnalysis } from '../../src/analysis/packed';
import { type Place, digestOf } from '../../src/corpus/digest';
import { decodeBody, decodeMentions, encodeDigest } from '../../src/corpus/encoding';
import { LineIndex } from '../../src/util/lines';
import { checkCitations } from './citations';

/** What must hold for what an engine found in any text. @throws AssertionError naming what does not */
export function checkAnalysis(analysis: Analysis, text: string): void {
  assert.deepEqual(analysis.failures ?? [], [], 'no step throws');
  assert.deepEqual(violationsOf(analysis, text), []);
  checkCitations(analysis, text);
  const unpacked = unpackAnalysis(packAnalysis(analysis), text);
  assert.deepEqual(plain(unpacked), plain(analysis), 'it is packed and unpacked as it was');
  checkDigest(analysis, text);
}

/** As JSON knows it: no difference between a property that is undefined and one that is not there. */
function plain(analysis: Analysis): unknown {
  return JSON.parse(JSON.stringify(analysis));
}

/** The index keeps the words of every claim, and the places of claims, dates and mentions. */
function checkDigest(analysis: Analysis, text: string): void {
  const lines = new LineIndex(text);
  const placeOf = ({ start, end }: Span): Place => {
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  const bytes = encodeDigest(digestOf(text, analysis));
  const { claims, dates } = decodeBody(bytes);
  const wanted = analysis.claims.map(({ id, attribution }) => [id, attribution.content.map(placeOf)]);
  assert.deepEqual(claims.map(({ id, places }) => [id, places]), wanted, 'claims in the index'); // prettier-ignore
  const isUtf8 = !/\p{Surrogate}/u.test(text); // every file is
  if (isUtf8) assert.deepEqual(claims.map((claim) => claim.text), analysis.claims.map((claim) => claim.text)); // prettier-ignore
  assert.deepEqual(dates.map(({ place }) => place), analysis.dates.map(placeOf), 'dates in the index'); // prettier-ignore
  const speaking = new Set(analysis.actors.map(({ entity }) => entity.id));
  const kept = analysis.entities.filter(({ id, named }) => named || speaking.has(id));
  assert.deepEqual(decodeMentions(bytes), kept.map(({ mentions }) => mentions.map(placeOf)), 'mentions in the index'); // prettier-ignore
}
