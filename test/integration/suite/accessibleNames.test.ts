import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ActorsProvider } from '../../../src/editor/actorsTree';
import { ArticlesProvider } from '../../../src/editor/articlesTree';
import type { Services } from '../../../src/host/services';
import { anchorAt } from '../../../src/review/anchor';
import { draft } from '../../../src/review/compose';
import { type Decision, type MentionState } from '../../../src/review/review';
import { writeSidecar } from '../../../src/review/sidecar';
import { eventually, workspaceUri, writeFile } from '../harness';
import { ownServices } from '../services';

const TEXT = [
  'Talks fail in Geneva',
  '20220108',
  'https://example.org/talks',
  '',
  'Ann Lee, a spokeswoman for the Ministry of Trade, said the talks in Geneva had failed on Friday.',
  'Bob Roe of Acme told reporters that nobody had expected a result. It was reported that the delegation had left.',
].join('\n');

/** A decision about words of a text: of one that is not there any more, an orphan. */
function decision(id: string, text: string, words: string, action: 'accept' | 'reject'): Decision {
  const start = text.indexOf(words);
  const span = anchorAt(text, { start, end: start + words.length });
  const state: MentionState = { kind: 'mention', span, naming: 'name', entity: { name: words, type: 'PERSON', named: true, anchor: null } }; // prettier-ignore
  return { ...draft(state, { do: action }), id, author: id, time: `2022-01-0${id.length}T12:00:00.000Z` };
}

// What a screen reader reads out for every sort of row. Buttons, cards and the status bar: test/e2e/accessibility.test.ts.
describe('accessible names of rows', () => {
  let services: Services & vscode.Disposable;
  /** By sort of row, such as `claim.ofActor`: what is read out. */
  const names = new Map<string, string[]>();

  const collect = async <T>(provider: vscode.TreeDataProvider<T>, view: string, wanted: (node: T) => boolean) => {
    const visit = async (nodes: readonly T[]) => {
      for (const node of nodes) {
        const item = await provider.getTreeItem(node);
        const sort = `${view} ${item.contextValue}`;
        names.set(sort, [...(names.get(sort) ?? []), item.accessibilityInformation?.label ?? '']);
        await visit((await provider.getChildren(node)) ?? []);
      }
    };
    await visit(((await provider.getChildren()) ?? []).filter(wanted));
  };

  before(async function () {
    this.timeout(60_000);
    const uri = await writeFile('names/talks.txt', TEXT);
    const decisions = [
      decision('a', TEXT, 'Ann Lee', 'accept'),
      decision('bb', TEXT, 'Ann Lee', 'reject'),
      decision('ccc', TEXT.replace('Bob Roe', 'Carl Poe'), 'Carl Poe', 'accept'),
    ];
    await writeFile('.hearsay/names/talks.txt.jsonld', writeSidecar({ decisions, prints: new Map(), foreign: [] }, 'talks.txt')); // prettier-ignore
    services = ownServices('names');
    const articles = new ArticlesProvider(services);
    await eventually(async () => {
      names.clear();
      await collect(articles, 'articles', (node) => node.kind === 'article' && node.uri.toString() === uri.toString());
      assert.ok(names.has('articles orphan') && names.has('articles conflict'), [...names.keys()].join());
    });
    articles.dispose();
    await services.corpus.open();
    await services.corpus.whenReady();
    const actors = new ActorsProvider(services);
    await collect(actors, 'actors', () => true);
    actors.dispose();
  });
  after(async () => {
    services.dispose();
    await vscode.workspace.fs.delete(workspaceUri('names'), { recursive: true });
    await vscode.workspace.fs.delete(workspaceUri('.hearsay', 'names'), { recursive: true });
  });

  const sorts: [sort: string, name: RegExp][] = [
    ['articles article', /^Talks fail in Geneva, 8 Jan 2022 · example\.org$/],
    ['articles orphans', /^Words not found again, 1$/],
    ['articles orphan', /^Not found again: Carl Poe, Accepted · ccc$/],
    ['articles conflicts', /^Decisions that differ, 1$/],
    ['articles conflict', /^Decisions that differ: Ann Lee, Accepted \(a\), Rejected \(bb\)$/],
    ['articles actor', /^Bob Roe, person, 1 claim$/],
    ['articles claim.ofActor', /^that nobody had expected a result, told · line 6, indirect$/],
    ['articles mentioned', /^Mentioned, \d+$/],
    ['articles entity', /^Geneva, state or city, \d mentions$/],
    ['articles mention', /talks in Geneva had failed.*, line 5$/],
    ['articles dates', /^Dates, \d$/],
    ['articles date', /^Friday, 7 Jan 2022 · line 5$/],
    ['articles publication', /^20220108, published · 8 Jan 2022 · line 2$/],
    ['actors actor', /^Bob Roe, person, 1 claim/],
    ['actors claim', /^that nobody had expected a result, /],
  ];
  for (const [sort, name] of sorts) {
    it(`${sort}: ${name.source}`, () => assert.ok((names.get(sort) ?? []).some((each) => name.test(each)), `${sort}: ${(names.get(sort) ?? [...names.keys()]).join('\n')}`)); // prettier-ignore
  }
  it('every row has one, of words', () => {
    const without = [...names].flatMap(([sort, all]) => all.filter((name) => !/\p{L}{2}/u.test(name) || name.includes('$(')).map((name) => `${sort}: ${name}`)); // prettier-ignore
    assert.deepEqual(without, []);
  });
});
