import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { datelineAt } from '../../../../src/analysis/article/dateline';
import { readArticle } from '../../../../src/analysis/article/step';

/** `dateline | place | agency` of a paragraph. */
function summary(text: string): string | undefined {
  const found = datelineAt(text, { start: 0, end: text.length });
  if (!found) return undefined;
  const words = (span?: { start: number; end: number }) => (span ? text.slice(span.start, span.end) : '');
  return [words(found), words(found.place), words(found.agency)].join(' | ');
}

describe('datelineAt', () => {
  const cases: [text: string, expected: string][] = [
    ['WASHINGTON (Reuters) - The United States', 'WASHINGTON (Reuters) - | WASHINGTON | Reuters'],
    ['WASHINGTON Reuters -The United States', 'WASHINGTON Reuters - | WASHINGTON | Reuters'],
    ['WASHINGTON Reuters - The United States', 'WASHINGTON Reuters - | WASHINGTON | Reuters'],
    ['WASHINGTON Reuters The United States', 'WASHINGTON Reuters | WASHINGTON | Reuters'],
    ['GENEVA, Jan 8 (AP) — Ministers', 'GENEVA, Jan 8 (AP) — | GENEVA | AP'],
    ['GENEVA, Jan. 8, 2022 (AP) -- Ministers', 'GENEVA, Jan. 8, 2022 (AP) -- | GENEVA | AP'],
    ['GENEVA, 8 January (Xinhua) -- Ministers', 'GENEVA, 8 January (Xinhua) -- | GENEVA | Xinhua'],
    ['GENEVA, Jan 8 - Ministers', 'GENEVA, Jan 8 - | GENEVA | '],
    ['GENEVA, Jan 8 AP  Ministers', 'GENEVA, Jan 8 AP | GENEVA | AP'],
    ['PARIS — The French', 'PARIS — | PARIS | '],
    ['PARIS—The French', 'PARIS— | PARIS | '],
    ['PARIS - "We will', 'PARIS - | PARIS | '],
    ['LONDON (AFP) – Britain', 'LONDON (AFP) – | LONDON | AFP'],
    ['London (AFP) – Britain', 'London (AFP) – | London | AFP'],
    ['New York (CNN)President Obama', 'New York (CNN) | New York | CNN'],
    ['KYIV, Ukraine (AP) — Russia', 'KYIV, Ukraine (AP) — | KYIV, Ukraine | AP'],
    ['KYIV, Ukraine AP Russia', 'KYIV, Ukraine AP | KYIV, Ukraine | AP'],
    ['BELFAST, Northern Ireland (AP)_ Police', 'BELFAST, Northern Ireland (AP)_ | BELFAST, Northern Ireland | AP'],
    ['LOS ANGELES, Sept. 28 (UPI) — In a clip', 'LOS ANGELES, Sept. 28 (UPI) — | LOS ANGELES | UPI'],
    ['ST. LOUIS (City News Service) - Police', 'ST. LOUIS (City News Service) - | ST. LOUIS | City News Service'],
    ['PORT-AU-PRINCE, Haiti (AP) — A storm', 'PORT-AU-PRINCE, Haiti (AP) — | PORT-AU-PRINCE, Haiti | AP'],
    ['BRUSSELS/GENEVA (Reuters) - Talks', 'BRUSSELS/GENEVA (Reuters) - | BRUSSELS/GENEVA | Reuters'],
    ['WASHINGTON, D.C. — The House', 'WASHINGTON, D.C. — | WASHINGTON, D.C. | '],
    ['PORTLAND, Maine - On Friday', 'PORTLAND, Maine - | PORTLAND, Maine | '],
    ['McALLEN, Texas (AP) — Agents', 'McALLEN, Texas (AP) — | McALLEN, Texas | AP'],
    ['(Reuters) - Shares fell', '(Reuters) - |  | Reuters'],
    ['Dec 29 (Reuters) - U.S. shares', 'Dec 29 (Reuters) - |  | Reuters'],
    ['HAVANA (AP) --', 'HAVANA (AP) -- | HAVANA | AP'],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(summary(text), expected));

  const others = [
    '',
    'NATO said - as it had before - that talks were useful.',
    'NATO - the alliance of thirty states - met in Brussels.',
    'NATO — The Alliance met in Brussels.',
    'BREAKING - Police have closed the bridge.',
    'EXCLUSIVE — The minister resigns.',
    'EXCLUSIVE (Reuters) The minister resigns.',
    'UPDATE 1-Shares fall after talks',
    'WATCH: the minister speaks',
    'GOP front-runner Donald Trump - who had said so before - won.',
    'WASHINGTON-based analysts said so.',
    'PARIS - the mythical prince - is no city here.',
    'SOCCER - RESULTS OF THE FIRST DIVISION.',
    'MOVING SHOP—"High-end gallery opens" by Ann Lee',
    'QUESTIONABLE MEDICAL CLAIMS — For years he has been dogged by them.',
    'TRUMP CNN FEUD GROWS',
    'LONDON Reuters reported on Monday that talks had begun.',
    'The Associated Press reported from Geneva.',
    'Ann Lee (AP) reports from Geneva.',
    'U.S. officials met in Geneva - as planned.',
    'I - Ann Lee - swear.',
  ];
  for (const text of others) it(`none in "${text}"`, () => assert.equal(summary(text), undefined));

  // a pattern that can read a word in two ways would not come to an end here
  for (const word of ['AB-', 'O’AB-', 'A.B-', 'McAB-', 'AB ', 'AB/', 'AB, Cd ', 'AB-AB ', 'A.'])
    for (const end of ['', '!', ' (x', ' (Reuters', ', Jan 8'])
      it(`none in ${word} again and again, then "${end}"`, () =>
        assert.equal(summary(word.repeat(Math.floor((109 - end.length) / word.length)) + end), undefined));

  it('accepts any string', () => {
    const piece = fc.constantFrom(
      'WASHINGTON',
      'NEW YORK',
      ', ',
      'N.Y.',
      ' (',
      'Reuters',
      ') ',
      '- ',
      '—',
      ' ',
      'Jan 8',
      'The',
      'A.',
      '\n',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (text) => {
        const found = datelineAt(text, { start: 0, end: text.length });
        for (const span of found ? [found, found.place, found.agency] : []) {
          if (span) assert.ok(0 <= span.start && span.start < span.end && span.end <= found!.end);
        }
      }),
    );
  });
});

describe('the dateline of an article', () => {
  it('of the seed stands in its last but one paragraph', () => {
    const text = readFileSync('seeds/000_350761c0b39ce43b.txt', 'utf8');
    const { dateline, paragraphs } = readArticle(text, {}, 'article');
    assert.ok(dateline?.place && dateline.agency);
    assert.equal(text.slice(dateline.start, dateline.end), 'WASHINGTON Reuters -');
    assert.equal(text.slice(dateline.place.start, dateline.place.end), 'WASHINGTON');
    assert.equal(text.slice(dateline.agency.start, dateline.agency.end), 'Reuters');
    const paragraph = paragraphs.find(({ start }) => start === dateline.start)!;
    assert.equal(text.slice(paragraph.textStart, paragraph.textStart + 17), 'The United States');
    assert.equal(paragraphs.indexOf(paragraph), paragraphs.length - 2);
    for (const other of paragraphs) if (other !== paragraph) assert.equal(other.textStart, other.start);
  });

  it('is the first one found, and never in the title', () => {
    const text = 'PARIS (AP) - A title\n20220108\nROME (AP) - One.\nLONDON (AP) - Two.';
    const { dateline } = readArticle(text, {}, 'article');
    assert.equal(text.slice(dateline!.start, dateline!.end), 'ROME (AP) -');
  });

  it('is found in a text that is all body', () => {
    const { dateline, paragraphs } = readArticle('\n\nROME (AP) - One.\n', {}, 'body');
    assert.deepEqual(dateline, { start: 2, end: 13, place: { start: 2, end: 6 }, agency: { start: 8, end: 10 } });
    assert.equal(paragraphs[0].textStart, 14);
  });
});
