import assert from 'node:assert/strict';
import { lemmaOf } from '../../../../src/analysis/text/lemma';
import { TAG, type Tag } from '../../../../src/analysis/text/tags';

const CASES: readonly (readonly [word: string, tag: Tag, lemma: string])[] = [
  ['said', 'VBD', 'say'],
  ['Says', 'VBZ', 'say'],
  ['told', 'VBN', 'tell'],
  ['announced', 'VBD', 'announce'],
  ['argued', 'VBD', 'argue'],
  ['denied', 'VBD', 'deny'],
  ['agreed', 'VBD', 'agree'],
  ['wanted', 'VBD', 'want'],
  ['stopped', 'VBN', 'stop'],
  ['called', 'VBN', 'call'],
  ['controlled', 'VBN', 'control'],
  ['explored', 'VBN', 'explore'],
  ['visited', 'VBD', 'visit'],
  ['suggested', 'VBD', 'suggest'],
  ['promised', 'VBD', 'promise'],
  ['violating', 'VBG', 'violate'],
  ['deploying', 'VBG', 'deploy'],
  ['briefing', 'VBG', 'brief'],
  ['lying', 'VBG', 'lie'],
  ['is', 'VBZ', 'be'],
  ['’s', 'VBZ', 'be'],
  ['wo', 'MD', 'will'],
  ["n't", 'RB', 'not'],
  ['watches', 'VBZ', 'watch'],
  ['makes', 'VBZ', 'make'],
  ['tries', 'VBZ', 'try'],
  ['officials', 'NNS', 'official'],
  ['countries', 'NNS', 'country'],
  ['women', 'NNS', 'woman'],
  ['spokesmen', 'NNS', 'spokesman'],
  ['talks', 'NNS', 'talk'],
  ['NATOs', 'NNP$', 'nato'],
  ['broader', 'JJR', 'broad'],
  ['larger', 'JJR', 'large'],
  ['later', 'RBR', 'late'],
  ['biggest', 'JJS', 'big'],
  ['worse', 'JJR', 'bad'],
  ['Washington', 'NNP', 'washington'],
  ['', 'VBD', ''],
  ['s', 'VBZ', 'be'],
  ['ing', 'VBG', 'ing'],
];

describe('lemmaOf', () => {
  for (const [word, tag, lemma] of CASES) {
    it(`${word} ${tag} is ${lemma}`, () => assert.equal(lemmaOf(word, TAG[tag]), lemma));
  }
});
