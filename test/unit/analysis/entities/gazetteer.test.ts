import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  type Gazetteer,
  type GazetteerSource,
  LIST,
  LONGEST_PHRASE,
  readGazetteer,
  writeGazetteer,
} from '../../../../src/analysis/entities/gazetteer';
import { writeRareWords } from '../../../../src/analysis/entities/rareWords';
import { readModelFile, writeModelFile } from '../../../../src/analysis/tagger/modelFile';
import { GAZETTEER } from '../../../../training/corpora.mjs';
import { testModels } from '../../../support/models';

const SOURCE: GazetteerSource = {
  countries: [['US', 'Washington, D.C.', ['United States', 'USA'], ['American', 'Americans'], 'Northern America']],
  acronyms: [['WHO', 'World Health Organization']],
  lists: { city: 'york\nnew york', surname: 'york' },
  clusters: ['3 1 talks summit', '4 2 bread'],
};

describe('the gazetteer', () => {
  const gazetteer = readGazetteer(writeGazetteer(SOURCE), writeRareWords(new Map()));
  const cases: readonly [what: string, found: (known: Gazetteer) => unknown, expected: unknown][] = [
    ['a phrase of two lists', (known) => known.lists('york'), LIST.city | LIST.surname],
    ['a phrase of two words', (known) => known.lists('new york'), LIST.city],
    ['what only begins one', (known) => [known.lists('new'), known.begins('new')], [0, true]],
    ['what begins none', (known) => known.begins('york'), false],
    ['what is in no list', (known) => known.lists('paris'), 0],
    ['a state', (known) => known.lists('united states') & LIST.country, LIST.country],
    ['a capital', (known) => known.lists('washington, d.c.'), LIST.capital],
    ['a people', (known) => known.lists('americans'), LIST.demonym],
    [
      'an acronym',
      (known) => [known.lists('who'), known.expansions('who')],
      [LIST.acronym, ['World Health Organization']],
    ],
    ['what an acronym stands for', (known) => known.lists('world health organization'), LIST.organisation],
    ['the state of a name', (known) => known.country('usa')?.code, 'US'],
    ['the state of a capital', (known) => known.countryOfCapital('washington')?.code, 'US'],
    [
      'the cluster of a word',
      (known) => [known.cluster('talks'), known.cluster('bread'), known.cluster('tea')],
      [0, 1, -1],
    ],
    ['the larger clusters', (known) => [[...known.middle], [...known.coarse]], [[3, 4], [1, 2]]], // prettier-ignore
  ];
  for (const [what, found, expected] of cases) it(`knows ${what}`, () => assert.deepEqual(found(gazetteer), expected));

  it('that ships is the one whose source is kept', async () => {
    const source = readFileSync(GAZETTEER, 'utf8');
    const { lists, clusters } = JSON.parse(source) as GazetteerSource;
    const { gazetteer: shipped } = await testModels();
    for (const [list, phrases] of Object.entries(lists)) {
      for (const phrase of phrases.split('\n')) {
        assert.ok(shipped.lists(phrase) & LIST[list as keyof typeof LIST], `${phrase} is in ${list}`);
        assert.ok(phrase.split(' ').length <= LONGEST_PHRASE || shipped.begins(phrase.split(' ')[0]));
      }
    }
    clusters.forEach((line, number) => {
      const [middle, , word] = line.split(' ');
      assert.equal(shipped.middle[number], Number(middle));
      assert.ok(shipped.cluster(word) >= 0);
    });
  });

  it('says so when the bytes are none', () => {
    assert.throws(() => readGazetteer(new Uint8Array(64), writeRareWords(new Map())), /gazetteer\.bin/);
  });

  it('says so when it knows nothing of states', () => {
    const { sections } = readModelFile(writeGazetteer(SOURCE), 'gazetteer.bin', 'gazetteer');
    const incomplete = writeModelFile({ about: { kind: 'gazetteer' }, sections });
    assert.throws(() => readGazetteer(incomplete, writeRareWords(new Map())), /gazetteer\.bin.*incomplete/);
  });
});
