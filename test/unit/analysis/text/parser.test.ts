import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Models } from '../../../../src/analysis/models';
import { joinTrees, parseParagraph } from '../../../../src/analysis/text/parseParagraph';
import { parseSentences, type ParserModel, readParserModel } from '../../../../src/analysis/text/parser';
import { readParagraph } from '../../../../src/analysis/text/readParagraph';
import { RELATION, RELATIONS } from '../../../../src/analysis/text/relations';
import { TAGS } from '../../../../src/analysis/text/tags';
import { wordForms } from '../../../../src/analysis/text/wordForms';
import { testModels } from '../../../support/models';

/** A line: a sentence, and arcs that its tree must have as dependent, relation, head. */
const CASES: readonly (readonly [sentence: string, ...arcs: string[]])[] = [
  ['She said he left.', 'She nsubj said', 'he nsubj left', 'left ccomp said'],
  ['The president said Washington is open to talks.', 'president nsubj said', 'open ccomp said', 'is cop open'],
  ['He wants to leave.', 'He nsubj wants', 'leave xcomp wants', 'to mark leave'],
  ['The plan was rejected by the court.', 'plan nsubj rejected', 'court obl rejected', 'by case court'],
  ['They sold the house and bought a car.', 'They nsubj sold', 'house obj sold', 'bought conj sold', 'car obj bought'],
];

describe('parser', () => {
  let models: Models;
  let parser: ParserModel;
  before(async () => {
    models = await testModels();
    parser = readParserModel(await readFile(fileURLToPath(new URL('../../../../models/parser.bin', import.meta.url))));
  });

  for (const [sentence, ...arcs] of CASES) {
    it(sentence, () => {
      const read = readParagraph(sentence, 0, models, models.vocabulary());
      const { head, relation } = parseParagraph(sentence, read, parser);
      const words = read.starts.map((start, i) => sentence.slice(start, read.ends[i]));
      const found = words.map((word, i) => `${word} ${RELATIONS[relation[i]]} ${words[head[i]] ?? ''}`);
      for (const arc of arcs) assert.ok(found.includes(arc), `${arc} is not among: ${found.join(', ')}`);
    });
  }

  it('makes a tree of any tags: one root, no circles, all within the sentence', () => {
    const tag = fc.nat(TAGS.length - 1);
    fc.assert(
      fc.property(fc.array(fc.array(tag, { minLength: 1, maxLength: 12 }), { maxLength: 3 }), (sentences) => {
        const tags = Uint8Array.from(sentences.flat());
        const text = 'a '.repeat(tags.length);
        const starts = Array.from(tags, (_, i) => 2 * i);
        const ends = starts.map((start) => start + 1);
        const sentenceEnds: number[] = [];
        for (const sentence of sentences) sentenceEnds.push((sentenceEnds.at(-1) ?? 0) + sentence.length);
        const { head, relation } = parseSentences(wordForms(text, starts, ends), tags, sentenceEnds, parser);
        let from = 0;
        for (const to of sentenceEnds) {
          const roots = [...head.subarray(from, to)].filter((one) => one < 0);
          assert.equal(roots.length, 1);
          for (let i = from; i < to; i++) {
            assert.equal(head[i] < 0, relation[i] === RELATION.root);
            let steps = 0;
            for (let up = i; head[up] >= 0; up = head[up]) {
              assert.ok(head[up] >= from && head[up] < to);
              assert.ok(steps++ <= to - from, 'a circle');
            }
          }
          from = to;
        }
      }),
    );
  });

  it('joins the trees of paragraphs', () => {
    const one = { head: Int32Array.of(1, -1), relation: Uint8Array.of(2, 0) };
    assert.deepEqual(joinTrees([one, one]), {
      head: Int32Array.of(1, -1, 3, -1),
      relation: Uint8Array.of(2, 0, 2, 0),
    });
  });
});
