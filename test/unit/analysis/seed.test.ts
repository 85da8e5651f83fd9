import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Analysis, EntityType, Span } from '../../../src/analysis/analysis';
import { ENGINES } from '../../support/models';

/** What a careful reader finds in the seed article; the extension must, too. */
for (const [engine, analyse] of Object.entries(ENGINES))
  describe(`the seed article, read by the ${engine} engine`, () => {
    const text = readFileSync('seeds/000_350761c0b39ce43b.txt', 'utf8');
    let analysis: Analysis;
    before(async () => {
      analysis = await analyse(text);
    });

    const words = ({ start, end }: Span) => text.slice(start, end);
    const entityNamed = (name: string) => {
      const found = analysis.entities.filter((entity) => entity.name === name);
      assert.equal(found.length, 1, `entities named ${name}: ${found.length}`);
      return found[0];
    };
    const claimsOf = (name: string) => analysis.claims.filter((claim) => claim.actor === entityNamed(name).id);

    it('has a header without problems', () => {
      const { title, date, url, problems } = analysis.header;
      assert.equal(title?.value, 'US open to talks with Russia on exercises missile deployments official');
      assert.equal(date?.value, '2022-01-08');
      assert.match(url?.value ?? '', /^https:\/\/wdsm710\.com\/2022\/01\/08\/u-s-open/);
      assert.deepEqual(problems, []);
    });

    it('has its dateline at Washington, from Reuters', () => {
      assert.equal(words(analysis.dateline!.place!), 'WASHINGTON');
      assert.equal(words(analysis.dateline!.agency!), 'Reuters');
    });

    const dates: [written: string, value: string][] = [
      ['Monday', '2022-01-10'], // the talks lie ahead
      ['Saturday', '2022-01-08'], // said on
      ['1987', '1987'],
      ['2019', '2019'],
    ];
    for (const [written, value] of dates) {
      it(`means ${value} by ${written}`, () => {
        assert.deepEqual(
          analysis.dates.filter((date) => words(date) === written).map((date) => date.value),
          [value],
        );
      });
    }

    const entities: [name: string, type: EntityType, namedHere: string[]][] = [
      ['Vladimir Putin', 'PERSON', ['Vladimir Putin', 'Putin']],
      ['Joe Biden', 'PERSON', ['Joe Biden']],
      ['Trump', 'PERSON', ['Trump']],
      ['NATO', 'ORG', ['NATOs', 'NATO']],
      ['Reuters', 'ORG', ['Reuters']],
      ['Trump administration', 'ORG', ['Trump administration']],
      ['Biden administration', 'ORG', ['Biden administration']],
      ['United States', 'GPE', ['US', 'U.S.', 'United States']],
      ['Russia', 'GPE', ['Russia']],
      ['Ukraine', 'GPE', ['Ukraine']],
      ['Geneva', 'GPE', ['Geneva']],
      ['Brussels', 'GPE', ['Brussels']],
      ['Vienna', 'GPE', ['Vienna']],
      ['Washington', 'GPE', ['Washington', 'WASHINGTON']],
      ['Moscow', 'GPE', ['Moscow']],
      ['1987 U.S.-Russia Intermediate-range Nuclear Forces Treaty', 'LAW', ['the accord']],
    ];
    for (const [name, type, namedHere] of entities) {
      it(`names ${name}, ${type}, also ${namedHere.join(', ')}`, () => {
        const entity = entityNamed(name);
        assert.equal(entity.type, type);
        const found = new Set(entity.mentions.map(words));
        for (const written of namedHere)
          assert.ok(found.has(written), `${written} is not among ${[...found].join(' | ')}`);
      });
    }

    it('knows one unnamed actor by all that it is called', () => {
      const unnamed = analysis.actors.filter(({ entity }) => !entity.named);
      assert.deepEqual(
        unnamed.map(({ entity }) => entity.name),
        ['senior U.S. official'],
      );
      const called = new Set(unnamed[0].entity.mentions.map(words));
      for (const description of [
        'official',
        'the senior U.S. official',
        'the official',
        'The official',
        'the senior Biden administration official',
        'a senior U.S. administration official',
      ]) {
        assert.ok(called.has(description), `${description} is not among ${[...called].join(' | ')}`);
      }
    });

    it('knows that Putin is the Russian President', () => {
      assert.equal(entityNamed('Vladimir Putin').role, 'Russian President');
    });

    const claims: [actor: string, how: string, begins: string, ends: string][] = [
      ['senior U.S. official', '', 'US open to talks with Russia', 'missile deployments'],
      ['senior U.S. official', 'said', 'there are some areas', 'common ground'],
      ['senior U.S. official', 'said', 'The United States is also willing to discuss', 'both sides'],
      ['senior U.S. official', 'said', 'Any discussion of those overlapping areas', 'would have to be reciprocal'],
      ['senior U.S. official', 'said', 'Washington is open to a broader discussion', ''],
      ['senior U.S. official', 'said', 'We are willing to explore', 'exercises as well'],
      ['senior U.S. official', 'said', 'So this is one area', 'reciprocal commitment'],
      ['senior U.S. official', 'said', 'the United States is not willing to discuss limits', 'in the region'],
      ['senior U.S. official', 'said', 'The United States and its allies are prepared', 'in the region'],
      ['Russia', 'says', 'it feels threatened by the prospect', ''],
      ['Vladimir Putin', 'wants', 'an end to NATOs eastward expansion', 'and security guarantees'],
      ['United States', 'says', 'demands … are', 'unacceptable'],
      ['Joe Biden', 'assurances', 'that he has no intention', 'of doing so'],
    ];
    for (const [actor, how, begins, ends] of claims) {
      it(`hears from ${actor}: ${how} ${begins} … ${ends}`, () => {
        // an engine may hear a second piece, in the sentence behind
        const found = claimsOf(actor).filter(
          ({ text }) => text.startsWith(begins) && text.slice(begins.length).split(' … ')[0].endsWith(ends),
        );
        assert.equal(
          found.length,
          1,
          claimsOf(actor)
            .map((claim) => claim.text)
            .join('\n'),
        );
        assert.equal(found[0].how.split(' ')[0], how);
      });
    }

    it('hears nothing else from the official', () => {
      const expected = claims.filter(([actor]) => actor === 'senior U.S. official').length;
      assert.equal(claimsOf('senior U.S. official').length, expected);
    });

    it('takes "it" in what Russia says for Russia', () => {
      const at = text.indexOf('it feels threatened');
      const pronoun = entityNamed('Russia').mentions.find(({ start }) => start === at);
      assert.equal(pronoun?.kind, 'pronoun');
      assert.equal(words(pronoun.antecedent!), 'Russia');
    });
  });
