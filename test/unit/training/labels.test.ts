import assert from 'node:assert/strict';
import {
  compileArticle,
  compileLinks,
  sha256,
  sourceForm,
  type WorkingActor,
  type WorkingClaim,
} from '../../../training/labels/labels.mjs';
import { resolve } from '../../../training/labels/quotes.mjs';

const TEXT = [
  'Bridge to shut, says engineer', // 1
  '20190607', // 2
  'https://news.example/Hall', // 3
  'Anna Hall, the chief engineer, said the bridge — built in 1910 — was unsafe.', // 4
  '“We waited too long,” she told the council. “It is old.', // 5
  '', // 6
  '“Stay away from it.”', // 7
  'Hall said she had warned the mayor. The mayor, Tom Dale, said Hall’s report said nothing of Hallam.', // 8
].join('\r\n');

const words = (spans: readonly { start: number; end: number }[], text = TEXT): string[] =>
  spans.map(({ start, end }) => text.slice(start, end));

describe('labels: quotations of an article', () => {
  const found: [quote: string, ...pieces: string[]][] = [
    ['1: engineer', 'engineer'],
    ['4: said', 'said'],
    ['4:   the chief engineer ', 'the chief engineer'],
    ['4: the bridge - built', 'the bridge — built'], // other dashes
    ['5: "We waited too long," {she}', 'she'], // other quotation marks
    ['8: {Hall} said she', 'Hall'],
    ['8: mayor. {The mayor}, Tom', 'The mayor'],
    ['4: the bridge ~ 1910', 'the bridge — built in 1910'],
    ['4: ~ engineer', 'Anna Hall, the chief engineer'],
    ['4: was ~', 'was unsafe.'],
    ['7: ~', '“Stay away from it.”'],
    ['5-7: “It ~ it.”', '“It is old.', '“Stay away from it.”'],
    ['5-7: “It ~', '“It is old.', '“Stay away from it.”'],
  ];
  for (const [quote, ...pieces] of found) {
    it(`${quote} is ${pieces.join(' | ')}`, () => assert.deepEqual(words(resolve(quote, TEXT)), pieces));
  }

  const wrong: [quote: string, message: RegExp][] = [
    ['engineer', /does not begin with a line/],
    ['9: engineer', /no such line/],
    ['0: engineer', /no such line/],
    ['8-4: a ~ b', /no such line/],
    ['4: engine', /do not stand there as whole words/],
    ['4: Engineer', /do not stand there/], // case counts
    ['8: Hall', /stand there 2 times/], // and not a third time in Hallam
    ['8: {Ha}ll’s report', /the braces cut a word/],
    ['4: the ~ was ~ unsafe', /more than one "~"/],
    ['5-7: “It', /needs a "~"/],
    ['6: ~', /holds no words/],
    ['4: 1910 ~ bridge', /do not stand there/], // the last words before the first
  ];
  for (const [quote, message] of wrong)
    it(`${quote}: ${message.source}`, () => assert.throws(() => resolve(quote, TEXT), message));

  it('takes a backslash, a dollar and a star as they are', () => {
    const text = 'He paid $5 (a.b*) \\d+.';
    assert.deepEqual(words(resolve('1: $5 (a.b*) \\d+', text), text), ['$5 (a.b*) \\d+']);
  });
});

const ACTORS: Record<string, WorkingActor> = {
  hall: { type: 'PERSON', names: ['Anna Hall', 'Hall'], roles: ['4: chief engineer'] },
  dale: { type: 'PERSON', names: ['Tom Dale'] },
};
const SAID: WorkingClaim = {
  source: '4: Anna Hall, the chief engineer,',
  cue: '4: said',
  content: '4: the bridge ~ unsafe',
  actor: 'hall',
  kind: 'indirect',
};
const TOLD: WorkingClaim = {
  source: '5: she',
  cue: '5: told',
  content: ['5: “We ~ long,”', '5-7: “It ~'],
  actor: 'hall',
  kind: 'direct',
};
const compile = (claims: readonly WorkingClaim[], actors = ACTORS) =>
  compileArticle({ file: 'a.txt', labeller: 'one', actors, claims }, TEXT);

describe('labels: an article compiled', () => {
  it('holds offsets and a hash, and none of the words, keys neither', () => {
    const { label, errors } = compile([SAID, TOLD]);
    assert.deepEqual(errors, []);
    assert.equal(label!.sha256, sha256(TEXT));
    assert.doesNotMatch(JSON.stringify(label), /hall|dale|engineer|bridge/i);
  });

  it('finds a name everywhere but in the header lines and in longer words, and a name of two words once', () => {
    const [hall] = compile([SAID]).label!.entities;
    assert.deepEqual(
      hall.mentions.map(({ start, end, kind }) => [TEXT.slice(start, end), kind]),
      [
        ['Anna Hall', 'name'],
        ['Hall', 'name'],
        ['Hall', 'name'],
      ],
    );
    assert.deepEqual(words(hall.roles), ['chief engineer']);
  });

  it('takes a source as a mention of its actor unless it holds one', () => {
    const { label } = compile([SAID, TOLD, { ...SAID, source: '1: engineer', cue: '1: says', content: '1: ~ shut' }]);
    const [hall] = label!.entities;
    assert.deepEqual(
      hall.mentions.filter(({ kind }) => kind !== 'name').map(({ start, end, kind }) => [TEXT.slice(start, end), kind]),
      [
        ['engineer', 'nominal'],
        ['she', 'pronoun'],
      ],
    );
    assert.deepEqual(
      label!.attributions.map(({ source }) => sourceForm(source, hall)),
      ['description', 'name', 'pronoun'],
    );
  });

  it('puts claims and pieces in the order of the text, and optional ones apart', () => {
    const { label } = compile([
      { ...TOLD, content: ['5-7: “It ~', '5: “We ~ long,”'] },
      { ...SAID, optional: true },
    ]);
    assert.deepEqual(
      label!.attributions.map(({ content }) => words(content)),
      [['“We waited too long,”', '“It is old.', '“Stay away from it.”']],
    );
    assert.equal(label!.optionalAttributions.length, 1);
  });

  it('keeps all who speak together', () => {
    const both = {
      ...SAID,
      source: '8: The mayor, Tom Dale',
      cue: '8: Dale, {said}',
      content: '8: Hall’s ~',
      actor: ['dale', 'hall'],
    };
    assert.deepEqual(compile([both]).label!.attributions[0].actors, ['e2', 'e1']);
  });

  const errors: [what: string, claims: WorkingClaim[], message: RegExp, actors?: Record<string, WorkingActor>][] = [
    ['an actor that is not there', [{ ...SAID, actor: 'mayor' }], /actor "mayor" is not among the actors/],
    ['a kind that is not there', [{ ...SAID, kind: 'loud' as 'direct' }], /claim 1: kind "loud" is unknown/],
    ['no content', [{ ...SAID, content: [] }], /claim 1: no content/],
    ['content over the cue', [{ ...SAID, content: '4: said ~ unsafe' }], /source, cue and content overlap/],
    ['pieces that overlap', [{ ...SAID, content: ['4: the bridge ~ unsafe', '4: built'] }], /content: pieces overlap/],
    ['a claim written twice', [SAID, { ...SAID }], /two claims have the content the bridge/],
    ['an unknown property', [{ ...SAID, sources: 'x' } as WorkingClaim], /claim 1: unknown "sources"/],
    ['all errors at once', [{ ...SAID, source: '4: Anne', cue: '4: sayd' }], /Anne.*\n.*sayd/],
    ['a type that is not there', [], /type "MAN" is unknown/, { hall: { type: 'MAN' as 'PERSON', names: ['Hall'] } }],
    ['a name that is not there', [], /"Hull" stands nowhere/, { hall: { type: 'PERSON', names: ['Hull'] } }],
    ['an actor without a mention', [], /actor hall: is mentioned nowhere/, { hall: { type: 'PERSON' } }],
    [
      'a name of two actors',
      [],
      /"Hall" is also a name of another actor/,
      { hall: { type: 'PERSON', names: ['Hall'] }, other: { type: 'PERSON', names: ['Hall'] } },
    ],
  ];
  for (const [what, claims, message, actors] of errors) {
    it(`refuses ${what}`, () => {
      const compiled = compile(claims, actors);
      assert.match(compiled.errors.join('\n'), message);
      assert.equal(compiled.label, undefined);
    });
  }

  const doubts: [what: string, claim: WorkingClaim, message: RegExp][] = [
    ['direct words without marks', { ...SAID, kind: 'direct' }, /direct, but its marks say indirect/],
    ['marks left out', { ...TOLD, content: '5: We ~ long,', kind: 'direct' }, /quotation marks belong to the content/],
    ['a source with somebody else’s name', { ...SAID, actor: 'dale' }, /is it dale\?/],
    ['no cue', { ...SAID, cue: [] }, /no cue/],
  ];
  it('doubts nothing where all is well', () => assert.deepEqual(compile([SAID, TOLD]).warnings, []));

  for (const [what, claim, message] of doubts) {
    it(`doubts ${what}`, () => assert.match(compile([claim]).warnings.join('\n'), message));
  }
});

describe('labels: actors of attributions that a corpus marks', () => {
  const at = (quote: string) => resolve(quote, TEXT);
  const gold = [
    { source: at('4: Anna Hall, the chief engineer'), cue: at('4: said'), content: at('4: the bridge ~') },
    { source: at('5: she'), cue: at('5: told'), content: at('5: “We ~ long,”') },
    { source: [], cue: at('1: says'), content: at('1: ~ shut') },
  ];
  const links = (linked: Record<string, string | string[] | null>) =>
    compileLinks({ file: 'a.txt', labeller: 'one', actors: { hall: ACTORS.hall }, links: linked }, TEXT, gold);

  it('are kept in the corpus’s order', () => {
    const { label, errors } = links({ 1: 'hall', 2: 'hall', 3: null });
    assert.deepEqual(errors, []);
    assert.deepEqual(label!.actors, [['e1'], ['e1'], []]);
    assert.equal(label!.entities[0].mentions.length, 4); // three names and "she"
  });

  it('are asked for where one is missing', () =>
    assert.match(links({ 1: 'hall', 3: null }).errors.join(), /attribution 2/));

  it('are refused where there is no such attribution', () =>
    assert.match(links({ 1: 'hall', 2: 'hall', 3: null, 4: 'hall' }).errors.join(), /unknown "4"/));
});
