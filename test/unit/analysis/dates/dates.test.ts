import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { civilOf, dayOf, dayOfIso, isoOf, weekdayOf } from '../../../../src/analysis/dates/calendar';
import { findDates, PARSERS, refinedCandidates, REFINERS } from '../../../../src/analysis/dates/dates';
import { directionOf } from '../../../../src/analysis/dates/tense';
import { wordsByParagraph } from '../../../../src/analysis/dates/words';
import type { Models } from '../../../../src/analysis/models';
import { tokenise } from '../../../../src/analysis/text/tokens';
import { Vocabulary } from '../../../../src/analysis/text/vocabulary';
import { testModels } from '../../../support/models';
import { root } from '../../../../tools/project.mjs';
import { datesCases, datesInZone, datesOfArticle, factsOf } from './cases';

const seed = new URL('../../../../seeds/000_350761c0b39ce43b.txt', import.meta.url);

describe('dates', () => {
  describe('the seed article', () => {
    for (const expected of ['1987 = 1987', '2019 = 2019', 'Monday = 2022-01-10', 'Saturday = 2022-01-08']) {
      it(expected, async () => {
        const text = readFileSync(seed, 'utf8');
        const dates = datesOfArticle(text, await testModels());
        const found = dates.map(({ start, end, value }) => `${text.slice(start, end)} = ${value}`);
        assert.ok(found.includes(expected), found.join(', '));
        assert.equal(found.length, 4);
      });
    }
  });

  describe('numbers and words that are no dates', () => {
    datesCases([
      'Malaysia Airlines flight 370 vanished.',
      'It cost $1987, or 2,000 euros.',
      'He may march; the spring of the chair broke; prices fall.',
      'The second man came first.',
      'Windows broke in room 2010.',
      'The 44-year-old came in third.',
    ]);
  });

  describe('what stripped articles write', () => {
    datesCases([
      'He welcomed [Mondays|2022-01-03] talks.',
      'It lost more than in [last years|2021] report.',
      '[Todays|2022-01-08] ruling is final.',
    ]);
  });

  it('says of a set how often and of which', async () => {
    const found = findDates(factsOf('They meet every Monday and twice a week.', await testModels()));
    assert.deepEqual(
      found.map(({ value, quant, freq }) => [value, quant, freq]),
      [
        ['XXXX-WXX-1', 'EVERY', undefined],
        ['P1W', undefined, '2X'],
      ],
    );
  });

  it('names every parser and refiner once', () => {
    const names = [...PARSERS, ...REFINERS].map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  for (const folder of ['parsers', 'refiners']) {
    it(`every file of ${folder} has its test`, () => {
      const files = (where: URL) => readdirSync(where).map((file) => file.replace(/(\.test)?\.ts$/, '')).sort(); // prettier-ignore
      const sources = files(new URL(`../../../../src/analysis/dates/${folder}/`, import.meta.url));
      assert.deepEqual(files(new URL(`./${folder}/`, import.meta.url)), sources);
    });
  }

  it('reads every way to write a day as that day, whenever the article was published', async () => {
    const models = await testModels();
    const day = fc.integer({ min: dayOf(1900, 1, 1), max: dayOf(2060, 12, 31) });
    fc.assert(
      fc.property(day, day, (written, published) => {
        const { year, month, day: ofMonth } = civilOf(written);
        const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
          Date.UTC(2021, month - 1),
        );
        for (const words of [`${name} ${ofMonth}, ${year}`, `${ofMonth} ${name} ${year}`, isoOf(written)]) {
          const found = findDates(factsOf(`They met on ${words} in Geneva.`, models, isoOf(published)));
          assert.deepEqual(found.map(({ value }) => value), [isoOf(written)], words); // prettier-ignore
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes a weekday for one within a week of publication, on the side of its verb', async () => {
    const models = await testModels();
    const day = fc.integer({ min: dayOf(1970, 1, 1), max: dayOf(2060, 12, 31) });
    const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 7 }), fc.boolean(), (published, weekday, ahead) => {
        const text = `The court ${ahead ? 'will rule' : 'ruled'} on ${names[weekday - 1]}.`;
        const [{ value, temporalFunction }] = findDates(factsOf(text, models, isoOf(published)));
        const distance = dayOfIso(value)! - published;
        assert.equal(weekdayOf(dayOfIso(value)!), weekday);
        assert.ok(
          ahead ? distance >= 0 && distance < 7 : distance <= 0 && distance > -7,
          `${value} of ${isoOf(published)}`,
        );
        assert.equal(temporalFunction, true);
      }),
      { numRuns: 50 },
    );
  });

  it('finds spans in order, within the text, not overlapping, whatever the text', async () => {
    const models = await testModels();
    const word = fc.constantFrom(
      ...'the last next two weeks ago Jan. 8 , - 2022 1990 s Monday p.m. 10 of year end every few and a half quarter'.split(
        ' ',
      ),
      ...'noon now early may in to before third Easter spring fiscal FY19 half past from between until night Ramadan 9/11 2011/12 ( ) . ’s \u00bd 99999999999 0 1/2 12:61'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        let at = 0;
        for (const { start, end, value } of findDates(factsOf(text, models))) {
          assert.ok(start >= at && end > start && end <= text.length, text);
          assert.ok(value.length > 0 && !/NaN|undefined|Infinity/.test(value), `${text}: ${value}`);
          at = end;
        }
      }),
    );
  });
});

/** Texts that make each parser and refiner work as hard as it can. */
const ADVERSARIAL: readonly string[] = [
  ...[
    'two and ',
    'a half ',
    'twenty-',
    'nineteen hundred ',
    'several ',
    'the last ',
    'of the ',
    'Monday, ',
    'Monday ',
    'January ',
  ],
  ...[
    '8 January ',
    'January 8-',
    '2022-',
    '1990-',
    '1/',
    "'90s ",
    'the 19th century ',
    'every ',
    'once a week ',
    'year-',
  ],
  ...[
    'two weeks before ',
    'in two weeks ',
    'early ',
    'the end of ',
    'more than ',
    '10 p.m. ',
    '10:30:',
    'noon ',
    'this morning ',
  ],
  ...[
    'now ',
    'the near ',
    "New Year 's ",
    'the same period ',
    'week of March ',
    'third quarter of ',
    'last fall of ',
    '9',
    'a',
    ' ',
    '-',
  ],
  ...['to be ', 'had been due to ', 'will have to ', '“', '. ', '1.', "''", '3h ', 'two nights '],
  ...[
    'from 8 to 10 p.m. ',
    'half past ten ',
    'fiscal 2019 ',
    'the day before Friday ',
    'at 10 p.m. they ',
    'Ramadan ',
    'every other ',
  ],
];

describe('dates: growth', () => {
  for (const piece of ADVERSARIAL) {
    it(`100 kB of ${JSON.stringify(piece)} take about twice the steps of 50 kB`, async () => {
      const models = await testModels();
      const [short, long] = [50_000, 100_000].map((size) => stepsFor(piece, size, models));
      assert.ok(long <= 2.2 * short + 1000, `${short} steps, then ${long}`);
    });
  }
});

/** How often parsers, refiners and the search for the tense look at a word of one paragraph that repeats `piece`. */
function stepsFor(piece: string, size: number, models: Models): number {
  const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  const { starts, ends } = tokenise(text);
  // Tagging all of it would take most of the time: the words' tags are those of a short piece.
  const sample = factsOf(piece.repeat(20), models);
  const tags = new Map(sample.words.map((word, i) => [word, sample.tokens.tag[i]]));
  const words = starts.map((start, i) => text.slice(start, ends[i]));
  const count = words.length;
  const vocabulary = new Vocabulary();
  const [paragraph] = wordsByParagraph({
    words,
    types: Int32Array.from(words, (word) => vocabulary.idOf(word)),
    vocabulary,
    tokens: {
      count,
      start: Int32Array.from(starts),
      end: Int32Array.from(ends),
      sentence: new Int32Array(count),
      tag: Uint8Array.from(words, (word) => tags.get(word) ?? 0),
    },
    sentences: {
      count: 1,
      firstToken: new Int32Array(1),
      endToken: Int32Array.of(count),
      paragraph: new Int32Array(1),
    },
  });
  let steps = 0;
  const lower = new Proxy(paragraph.lower, {
    get: (target, key) => {
      steps++;
      return Reflect.get(target, key) as unknown;
    },
  });
  const counted = { ...paragraph, lower };
  refinedCandidates(counted).forEach((candidate, i) => {
    if (i % 10 === 0) directionOf(counted, candidate);
  });
  return steps;
}

/** Far ahead of and behind UTC, with half hours, and where clocks are put forward at midnight or not at all. */
const ZONES = ['Pacific/Apia', 'America/New_York', 'America/St_Johns', 'Asia/Kathmandu'];

describe('dates: time zones', () => {
  const run = (TZ: string, ...args: string[]) =>
    execFileSync(process.execPath, args, { env: { ...process.env, TZ }, encoding: 'utf8' });

  it('every zone reads the same dates', async () => {
    const here = datesInZone(await testModels());
    const script = fileURLToPath(new URL('./inZone.ts', import.meta.url));
    for (const zone of ZONES) assert.deepEqual(JSON.parse(run(zone, '--import', 'tsx', script)), here, zone);
  }).timeout(240_000);

  it('the suite of the parsers and refiners passes at the other end of the world', () => {
    const folder = fileURLToPath(new URL('.', import.meta.url));
    const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
    const output = run('Pacific/Apia', mocha, '--reporter', 'dot', `${folder}/{parsers,refiners}/*.test.ts`);
    assert.match(output, /\d{3} passing/);
  }).timeout(240_000);
});
