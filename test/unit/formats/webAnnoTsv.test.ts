import assert from 'node:assert/strict';
import { escapeText, escapeValue, readWebAnnoTsv, unescapeText, unescapeValue } from '../../../src/formats/webAnnoTsv';

const NE = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';
const COREF = 'de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink';

const rows = (...lines: string[]) => lines.map((line) => `${line.replaceAll(' | ', '\t')}\t\n`).join('');

describe('WebAnno TSV', () => {
  const values: [plain: string, escaped: string][] = [
    ['a|b', 'a\\|b'],
    ['[1]', '\\[1\\]'],
    ['x_y', 'x\\_y'],
    ['->', '\\->'],
    ['a;b*', 'a\\;b\\*'],
    ['\\', '\\\\'],
    ['tab\there', 'tab\\there'],
  ];
  for (const [plain, escaped] of values) {
    it(`value ${JSON.stringify(plain)}`, () =>
      assert.deepEqual([escapeValue(plain), unescapeValue(escaped)], [escaped, plain]));
  }
  const texts: [plain: string, escaped: string][] = [
    ['a\tb\\c\r', 'a\\tb\\\\c\\r'],
    ['\u0007', '\\\u0007'],
    ['a|b [1] _', 'a|b [1] _'],
  ];
  for (const [plain, escaped] of texts) {
    it(`text ${JSON.stringify(plain)}`, () =>
      assert.deepEqual([escapeText(plain), unescapeText(escaped)], [escaped, plain]));
  }

  it('reads what INCEpTION writes: names over several tokens, stacked and within tokens, chains, unknown layers', () => {
    const file = [
      '#FORMAT=WebAnno TSV 3.3\n',
      `#T_SP=${NE}|identifier|value\n`,
      `#T_CH=${COREF}|referenceRelation|referenceType\n`,
      '#T_SP=webanno.custom.Stance|value\n\n\n',
      '#Sentence.id=7\n#Text=Ann Lee 😀 met\n#Text=Reuters-led men.\n',
      rows(
        '1-1 | 0-3 | Ann | *[1] | PER[1] | *->1-1 | *[1] | _',
        '1-2 | 4-7 | Lee | *[1] | PER[1] | *->1-1 | *[1] | pro',
        '1-3 | 8-10 | 😀 | _ | _ | _ | _ | _',
        '1-4 | 11-14 | met | _ | _ | _ | _ | _',
        '1-5 | 15-26 | Reuters-led | _ | _ | _ | _ | _',
        '1-5.1 | 15-22 | Reuters | * | ORG | _ | _ | _',
        '1-6 | 27-30 | men | *[2]|*[3] | OTH[2]|LOC[3] | *->1-2 | nam[1] | _',
        '1-7 | 30-31 | . | _ | _ | _ | _ | _',
      ),
    ].join('');
    const { articles: [read], problems } = readWebAnnoTsv(file, undefined); // prettier-ignore
    assert.equal(read.text, 'Ann Lee 😀 met\nReuters-led men.');
    assert.deepEqual(
      read.entities.map(({ type, name, mentions }) => [
        type,
        name,
        mentions.map(({ start, end }) => `${start}-${end}`),
      ]),
      [
        ['PERSON', 'Ann Lee', ['0-7', '27-30']],
        ['ORG', 'Reuters', ['15-22']],
      ],
    );
    assert.deepEqual(problems.map(({ where }) => where), ['layer webanno.custom.Stance', 'named entity "OTH"']); // prettier-ignore
  });

  it('a bad line is said, the rest is read', () => {
    const file = `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n\n\n#Text=Ann met\n${rows('1-1 | 0-3 | Ann | PER', '1-2 | four | met | _')}`;
    const { articles, problems } = readWebAnnoTsv(file, undefined);
    assert.equal(articles[0].entities.length, 1);
    assert.deepEqual(problems, [{ where: 'line 7', what: '"four" are no offsets; expected 10-14' }]);
  });
});
