import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Models } from '../../../../src/analysis/models';
import { bestOf, addScores } from '../../../../src/analysis/tagger/weights';
import { FEATURES, tagFeatures, tagSentences } from '../../../../src/analysis/text/partOfSpeech';
import { tokenise } from '../../../../src/analysis/text/tokens';
import { casingOf, wordForms } from '../../../../src/analysis/text/wordForms';
import { readParagraph } from '../../../../src/analysis/text/readParagraph';
import { TAGS } from '../../../../src/analysis/text/tags';
import { joinParagraphs } from '../../../../src/analysis/text/textStep';
import { testModels } from '../../../support/models';

/** Sentences with the tags that a reader would give. */
const CASES: readonly string[] = [
  'The/DT president/NN said/VBD Washington/NNP is/VBZ open/JJ to/IN talks/NNS ./.',
  "They/PRP do/VBP n't/RB want/VB to/TO leave/VB ./.",
  'Both/DT sides/NNS would/MD need/VB to/TO make/VB the/DT same/JJ commitment/NN ./.',
  'Russia/NNP says/VBZ it/PRP feels/VBZ threatened/VBN ./.',
  "“/`` We/PRP agree/VBP ,/, ”/'' he/PRP said/VBD ./.",
];

describe('readParagraph', () => {
  let models: Models;
  before(async () => (models = await testModels()));

  for (const marked of CASES) {
    it(marked, () => {
      const pairs = marked
        .split(' ')
        .map((pair) => [pair.slice(0, pair.lastIndexOf('/')), pair.slice(pair.lastIndexOf('/') + 1)]);
      const text = pairs
        .map(([word]) => word)
        .join(' ')
        .replace(/ (?=[.,”]|n't)|(?<=“) /g, '');
      const read = readParagraph(text, 0, models, models.vocabulary());
      assert.equal(
        [...read.tags].map((tag, i) => `${models.vocabulary().word(read.types[i])}/${TAGS[tag]}`).join(' '),
        marked,
      );
    });
  }

  it('tags as all features together would, where single words do not decide', () => {
    const words = fc.constantFrom(
      ...'the Talks talks said in U.S. , “ ” . May may left 7 NATO re-elect US to that'.split(' '),
    );
    const texts = fc.array(words, { maxLength: 40 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(texts, (text) => {
        const { starts, ends } = tokenise(text);
        const forms = wordForms(text, starts, ends);
        const { partOfSpeech } = models;
        const known = forms.vocabulary.column(partOfSpeech.lexicon.known);
        const sentence = { forms, known, from: 0, to: forms.count, casing: casingOf(forms.shape, 0, forms.count) };
        const tags = new Uint8Array(forms.count);
        const features = new Int32Array(FEATURES);
        for (let i = 0; i < forms.count; i++) {
          const scores = new Int32Array(TAGS.length);
          tagFeatures(sentence, i, tags, features);
          for (const feature of features) addScores(partOfSpeech.weights, feature, scores);
          const only = known[2 * forms.types[i] + 1];
          tags[i] = only ? only - 1 : bestOf(scores, TAGS.length);
        }
        const sentenceEnds = forms.count ? [forms.count] : [];
        assert.deepEqual(tagSentences(forms, sentenceEnds, partOfSpeech, Infinity), tags);
      }),
    );
  });

  it('begins a sentence behind the dateline', () => {
    const text = 'WASHINGTON Reuters -The United States agreed.';
    assert.deepEqual(readParagraph(text, text.indexOf('The'), models, models.vocabulary()).sentenceEnds, [3, 8]);
  });

  it('accepts any text; every token has a tag and a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, textStart) => {
        const { types, vocabulary, starts, ends, tags, sentenceEnds } = readParagraph(
          text,
          textStart,
          models,
          models.vocabulary(),
        );
        assert.equal(tags.length, types.length);
        assert.equal(sentenceEnds.at(-1) ?? 0, types.length);
        types.forEach((type, i) => assert.equal(vocabulary.word(type), text.slice(starts[i], ends[i])));
      }),
    );
  });

  it('joins paragraphs with offsets into the article', () => {
    const text = 'Title here\nHe left. She stayed.';
    const paragraphs = [
      { start: 0, end: 10, textStart: 0, role: 'title' as const },
      { start: 11, end: text.length, textStart: 11, role: 'body' as const },
    ];
    const read = paragraphs.map(({ start, end }) =>
      readParagraph(text.slice(start, end), 0, models, models.vocabulary()),
    );
    const { words, tokens, sentences } = joinParagraphs(paragraphs, read, models.vocabulary());
    assert.deepEqual(words, ['Title', 'here', 'He', 'left', '.', 'She', 'stayed', '.']);
    words.forEach((word, i) => assert.equal(text.slice(tokens.start[i], tokens.end[i]), word));
    assert.deepEqual([...tokens.sentence], [0, 0, 1, 1, 1, 2, 2, 2]);
    assert.deepEqual([...sentences.firstToken], [0, 2, 5]);
    assert.deepEqual([...sentences.endToken], [2, 5, 8]);
    assert.deepEqual([...sentences.paragraph], [0, 1, 1]);
  });
});
