import '../../../support/vscode';
import assert from 'node:assert/strict';
import type { Entity } from '../../../../src/analysis/analysis';
import { claimCard, entityCard } from '../../../../src/editor/shared/cards';
import { PUTIN, handmade } from '../../../support/handmade';

/** A card without what escapes and links add: `[line 4](…)` -> `[line 4]`. */
const plain = (card: string) => card.replace(/\]\([^)]*\)/g, ']').replace(/\\([!-/:-@[-`{-~])/g, '$1');

const entity = (name: string) => PUTIN.analysis.entities.find((each) => each.name === name)!;
const mention = (name: string, index: number) => entity(name).mentions[index];

describe('entity card', () => {
  it('says who it is, what else it is called, what it claims, and where to go from there', () =>
    assert.equal(
      plain(entityCard(PUTIN, entity('Vladimir Putin'), mention('Vladimir Putin', 0))),
      [
        '**Vladimir Putin**  ',
        'Person · Russian President  ',
        'also: Putin (1) · 2 mentions',
        '',
        'wants an end to NATOs eastward expansion [line 5]',
        '',
        '[Show claims] · [All mentions] · [Search Wikipedia] · [Wikidata]',
      ].join('\n'),
    ));

  it('begins, for a nominal, with whom it means and why', () =>
    assert.equal(
      plain(entityCard(PUTIN, entity('senior U.S. official'), mention('senior U.S. official', 2))),
      [
        'the official → senior U.S. official ([line 4])',
        '',
        '**senior U.S. official**  ',
        'Unnamed source  ',
        'also: official (1), the senior U.S. official (1), the official (1) · 3 mentions',
        '',
        'said The talks start on Monday [line 4]  ',
        'said “We are willing to explore” [line 7]',
        '',
        '[Show claims] · [All mentions]',
      ].join('\n'),
    ));

  it('counts pronouns, and names nothing else where there is nothing', () =>
    assert.match(
      plain(entityCard(PUTIN, entity('Joe Biden'), mention('Joe Biden', 0))),
      /^2 mentions, 1 by pronoun$/m,
    ));

  it('begins, for a pronoun, with whom it means', () =>
    assert.match(plain(entityCard(PUTIN, entity('Russia'), mention('Russia', 2))), /^it → Russia \(\[line 6\]\)\n/));

  const known: [name: string, told: Partial<Entity>, line: RegExp][] = [
    [
      'Russia',
      { fact: { kind: 'state', name: 'Russia', code: 'RU', capital: 'Moscow', region: 'Eastern Europe' } },
      /^State in Eastern Europe \(RU\), capital Moscow {2}$/m,
    ],
    ['Russia', { fact: { kind: 'capital', state: 'Russia' } }, /^Capital of Russia {2}$/m],
    ['Russia', { speaksFor: 'Russia' }, /^speaks for the government of Russia {2}$/m],
  ];
  for (const [name, told, line] of known) {
    it(`tells ${Object.keys(told).join()}: ${String(line)}`, () =>
      assert.match(plain(entityCard(PUTIN, { ...entity(name), ...told })), line));
  }

  it('leaves claims out for somebody who makes none', () =>
    assert.doesNotMatch(entityCard(PUTIN, entity('NATO')), /Show claims|line/));

  const many = handmade('A said one. A said two. A said three. A said four. A said five.', {
    entities: [{ name: 'A', mentions: ['A', 'A#2', 'A#3', 'A#4', 'A#5'] }],
    claims: ['one', 'two', 'three', 'four', 'five'].map((content, index) => ({
      actor: 'A',
      source: `A#${index + 1}`,
      cue: `said#${index + 1}`,
      content: [content],
    })),
  });
  it('shows the first claims of many, and how many there are', () => {
    const card = plain(entityCard(many, many.analysis.entities[0]));
    assert.match(card, /three/);
    assert.doesNotMatch(card, /four/);
    assert.match(card, /\[Show all 5 claims\]/);
  });

  it('lets no article make a link, a picture, HTML or a heading', () => {
    const name = '[x](command:evil) ![i](https://e.org) <b onclick=x> # y https://e.org';
    const evil = handmade(`${name} said ${name}`, {
      entities: [{ name, role: name, mentions: [[name, 'nominal', name]] }],
      claims: [{ actor: name, source: name, cue: 'said', content: [`${name}#2`] }],
    });
    const [evilEntity] = evil.analysis.entities;
    for (const card of [
      entityCard(evil, evilEntity, evilEntity.mentions[0]),
      claimCard(evil, evil.analysis.claims[0], 1),
    ]) {
      const outsideOurs = card.replace(/\[[^\]\\]*\]\(command:hearsay\.[^)]*\)/g, '');
      assert.doesNotMatch(outsideOurs, /(?<!\\)[[\]<>#!]|https:\/\//);
    }
  });
});

describe('claim card', () => {
  const cases: [what: string, index: number, threshold: number, card: string][] = [
    [
      'an unnamed source’s',
      4,
      0.5,
      '**senior U.S. official** (unnamed) said, direct\n\n“We are willing to explore”\n\n[Copy citation] · [Next claim by the same actor]',
    ],
    [
      'a single one',
      1,
      0.5,
      '**Vladimir Putin** wants, indirect\n\nan end to NATOs eastward expansion\n\n[Copy citation]',
    ],
    [
      'a doubtful one',
      3,
      0.5,
      '**Joe Biden** assurances from, indirect\n\nthat he has no intention of doing so\n\nDoubtful: 30 % likely to be right\n\n[Copy citation]',
    ],
    [
      'one that is not doubtful by the setting',
      3,
      0.2,
      '**Joe Biden** assurances from, indirect\n\nthat he has no intention of doing so\n\n[Copy citation]',
    ],
  ];
  for (const [what, index, threshold, card] of cases) {
    it(what, () => assert.equal(plain(claimCard(PUTIN, PUTIN.analysis.claims[index], threshold)), card));
  }

  it('takes the article’s words where no entity stands behind them, and says when there are none', () => {
    const view = handmade('Critics said it is bad. “It is late”.', {
      claims: [
        { source: 'Critics', cue: 'said', content: ['it is bad'] },
        { content: ['“It is late”'], kind: 'direct' },
      ],
    });
    const [critics, nobody] = view.analysis.claims.map((claim) => plain(claimCard(view, claim, 0)));
    assert.match(critics, /^\*\*Critics\*\* said, indirect\n/);
    assert.match(nobody, /^\*\*no source named\*\* direct\n\n“It is late”/);
  });
});
