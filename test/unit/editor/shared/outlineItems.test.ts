import '../../../support/vscode';
import assert from 'node:assert/strict';
import { type OutlineItem, outlineItems } from '../../../../src/editor/shared/outlineItems';
import { PUTIN, handmade } from '../../../support/handmade';

const tree = (items: readonly OutlineItem[], indent = ''): string[] =>
  items.flatMap(({ name, detail, kind, children }) => [
    `${indent}${kind}: ${name} (${detail})`,
    ...tree(children, `${indent}  `),
  ]);

describe('outline', () => {
  it('has the title, actors with their claims, dates', () =>
    assert.deepEqual(tree(outlineItems(PUTIN)), [
      'title: US open to talks with Russia official (8 January 2022)',
      '  unnamedSource: senior U.S. official (2 claims)',
      '    claim: The talks start on Monday (said · indirect)',
      '    claim: We are willing to explore (said · direct)',
      '  GPE: Russia (1 claim)',
      '    claim: it feels threatened despite assurances from Joe Biden that he has no intention of doing so (says · indirect)',
      '  PERSON: Vladimir Putin (1 claim)',
      '    claim: an end to NATOs eastward expansion (wants · indirect)',
      '  PERSON: Joe Biden (1 claim)',
      '    claim: that he has no intention of doing so (assurances from · indirect)',
      '  dates: Dates (1)',
      '    date: Monday (2022-01-10)',
    ]));

  it('has claims that nobody is named for', () => {
    const view = handmade('Critics said it is bad', { claims: [{ source: 'Critics', cue: 'said', content: ['it is bad'] }] }); // prettier-ignore
    assert.deepEqual(tree(outlineItems(view)), ['OTHER: Critics (1 claim)', '  claim: it is bad (said · indirect)']);
  });

  it('is empty for an empty article', () => assert.deepEqual(outlineItems(handmade('', {})), []));

  it('gives every entry a name, which VS Code insists on', () => {
    const view = handmade('  ', { claims: [{ content: ['  '] }] });
    for (const item of outlineItems(view)) for (const each of [item, ...item.children]) assert.notEqual(each.name, '');
  });
});
