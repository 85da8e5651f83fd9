import assert from 'node:assert/strict';
import { importArticle } from '../../../src/formats/importing';
import { NO_ANNOTATIONS } from '../../../src/formats/reading';
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
    assert.deepEqual(
      problems.map(({ where }) => where),
      ['line 16', 'line 4', 'line 16'],
    );
    assert.match(
      problems.map(({ what }) => what).join('\n'),
      /a LOC in a chain that begins with a PERSON: read as PERSON\nthe layer "webanno.custom.Stance" is not known here: passed over\nthe named entity "OTH" is not one of/,
    );
  });

  it('where two names have one place, each chain takes its own, and a pronoun takes none', () => {
    const file = [
      `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n#T_CH=${COREF}|referenceRelation|referenceType\n\n\n#Text=Ann met her\n`,
      rows(
        '1-1 | 0-3 | Ann | PERSON[1]|PERSON[2] | *->1-1|*->2-1 | PERSON name[1]|PERSON name[2]',
        '1-2 | 4-7 | met | _ | _ | _',
        '1-3 | 8-11 | her | GPE | *->1-2 | PERSON pronoun[1]',
      ),
    ].join('');
    const { articles: [read], problems } = readWebAnnoTsv(file, undefined); // prettier-ignore
    assert.deepEqual(problems, []);
    assert.deepEqual(
      read.entities.map(({ type, mentions }) => [type, mentions.map(({ start, kind }) => `${start} ${kind}`).join()]),
      [
        ['PERSON', '0 name,8 pronoun'],
        ['PERSON', '0 name'],
        ['GPE', '8 name'],
      ],
    );
  });

  it('a bad line is said, the rest is read', () => {
    const file = `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n\n\n#Text=Ann met\n${rows('1-1 | 0-3 | Ann | PER', '1-2 | four | met | _')}`;
    const { articles, problems } = readWebAnnoTsv(file, undefined);
    assert.equal(articles[0].entities.length, 1);
    assert.deepEqual(problems, [{ where: 'line 7', what: '"four" are not offsets; expected 10-14' }]);
  });

  describe('what cannot be read is said with its line, and costs nothing else', () => {
    const head = `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n\n\n#Text=Ann met the men of Reuters\n`;
    const tokens = ['1-1 | 0-3 | Ann | PER', '1-2 | 4-7 | met | _', '1-3 | 8-11 | the | ORG[1]', '1-4 | 12-15 | men | ORG[1]', '1-5 | 16-18 | of | ORG[1]', '1-6 | 19-26 | Reuters | ORG']; // prettier-ignore
    /** A line that takes the place of another; what is said; how many names are left of three. */
    const cases: [line: number, instead: string, what: RegExp, names: number][] = [
      [1, '1-1 | 3-0 | Ann | PER', /3 to 0, which hold no words/, 2],
      [1, '1-1 | 3-3 |  | PER', /3 to 3, which hold no words/, 2],
      [2, '1-2 | 900000000-900000003 | met | _', /"met" does not stand at 900000000-900000003/, 3],
      [2, '1-2 | 4-7 | m | _', /"m" is not 3 characters long/, 3],
      [2, '1-2 | 4-7 | met', /it has 0 columns of annotations, not 1/, 3],
      [2, '1-2 | 4-7 | met | _ | ORG', /there are more columns/, 3],
      [2, '1-2 | 4-7 | mat | _', /"mat" does not stand at 4-7 in the sentence above/, 3],
      [3, '1-3 | x | the | ORG[1]', /"x" are not offsets/, 2], // of a name that has lost a word nothing is read
      [4, '1-4 | x | men | ORG[1]', /"x" are not offsets/, 2],
      [5, '1-5 | x | of | ORG[1]', /"x" are not offsets/, 2],
      [4, '1-4 | 12-15 | men | _', /the number 1 stands in line 8 and in line 10, with other words between/, 2],
      [6, '1-6 | 19-26 | Reuters | BAND', /the named entity "BAND" is not one of/, 2],
    ];
    for (const [line, instead, what, names] of cases) {
      it(instead, () => {
        const file = head + rows(...tokens.map((token, i) => (i === line - 1 ? instead : token)));
        const { articles: [read], problems } = readWebAnnoTsv(file, undefined); // prettier-ignore
        assert.match(problems.map((each) => each.what).join('\n'), what);
        for (const { where } of problems) assert.match(where, /^line \d+$/);
        assert.equal(read.entities.length, names);
      });
    }
  });

  it('a name that may have lost a word with its line is left out, and it is said', () => {
    const head = `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n\n#Text=Ann Lee met\n`;
    const tokens = ['1-1 | 0-3 | Ann | PER[1]', '1-2 | 4-7 | Lee | PER[1]', '1-3 | 8-11 | met | _'];
    const read = (...lines: string[]) => {
      const { articles, problems } = readWebAnnoTsv(head + rows(...lines), undefined);
      return [articles[0].entities.length, problems.map(({ where }) => where)] as const;
    };
    const [first, second, third] = tokens;
    assert.deepEqual(read(first, second, third), [1, []]);
    assert.deepEqual(read(second, third), [0, ['line 5', 'line 5']]);
    assert.deepEqual(read(first, third), [0, ['line 6', 'line 5']]);
    assert.deepEqual(read(first, 'garbage', third), [0, ['line 6', 'line 5']]);
    assert.deepEqual(read(first, '1-2.1 | 4-6 | Le | _', third), [0, ['line 6', 'line 5']]);
  });

  it('offsets of 900 million take no memory, and are after the end of the article', () => {
    const file = `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n\n#Text=x\n${rows('1-1 | 900000000-900000001 | x | ORG')}`;
    const { articles: [read] } = readWebAnnoTsv(file, undefined); // prettier-ignore
    assert.equal(read.text, undefined);
    const by = { author: 'Ann', time: '2022-01-09T12:00:00.000Z' };
    const { decisions, problems } = importArticle(read, 'x', NO_ANNOTATIONS, by);
    assert.deepEqual(decisions, []);
    assert.deepEqual(problems, [{ where: 'line 5', what: 'the words from 900000000 to 900000001 are after the end of the article (1): left out' }]); // prettier-ignore
  });

  it('a sentence may begin with white space', () => {
    const file = `#FORMAT=WebAnno TSV 3.3\n#T_SP=${NE}|value\n\n#Text=  Ann met\n${rows('1-1 | 2-5 | Ann | PER', '1-2 | 6-9 | met | _')}`;
    const { articles: [read], problems } = readWebAnnoTsv(file, undefined); // prettier-ignore
    assert.deepEqual([problems, read.text], [[], '  Ann met']);
  });

  it('reads claims whose arguments are not all there without what is missing, but for the content', () => {
    const [ARG, PRED] = ['SemArg', 'SemPred'].map((name) => `de.tudarmstadt.ukp.dkpro.core.api.semantics.type.${name}`);
    const head = `#FORMAT=WebAnno TSV 3.3\n#T_SP=${ARG}|\n#T_SP=${PRED}|category|ROLE_${PRED}:arguments_${PRED}Link|${ARG}\n\n#Text=Ann said yes\n`;
    const read = (roles: string, targets: string) => {
      const lines = rows('1-1 | 0-3 | Ann | * | _ | _ | _', `1-2 | 4-8 | said | _ | direct | ${roles} | ${targets}`, '1-3 | 9-12 | yes | * | _ | _ | _'); // prettier-ignore
      const { articles: [article], problems } = readWebAnnoTsv(head + lines, undefined); // prettier-ignore
      return [article.attributions.map(({ source, content }) => [source.length, content.length]), problems.map(({ what }) => what)] as const; // prettier-ignore
    };
    assert.deepEqual(read('source;content', '1-1;1-3'), [[[1, 1]], []]);
    assert.deepEqual(read('source;content', '1-2;1-3'), [[[0, 1]], ['source "1-2" is not an argument that was read: passed over', 'an argument belongs to no predicate: passed over']]); // prettier-ignore
    assert.deepEqual(read('ARG0;content', '1-1;1-3'), [[[0, 1]], ['the role "ARG0" is not known here: passed over']]);
    assert.deepEqual(read('source;content', '1-1;9-9')[0], []);
  });
});
