import '../support/vscode';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../src/editor/shared/articleTokens';
import { COMMANDS } from '../../src/editor/shared/commands';
import { legendLines } from '../../src/editor/shared/legend';
import { BUNDLE, bundle, messages } from '../../tools/l10n.mjs';
import { root } from '../../tools/project.mjs';

// What package.json says against what the code does. That every command has a handler is asked of a running VS Code
// (test/integration/suite/manifest.test.ts).

interface Named {
  readonly id: string;
}
interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
interface Grammar {
  readonly language: string;
  readonly scopeName: string;
  readonly path: string;
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly (MenuItem & { readonly key: string })[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly colors: readonly (Named & { readonly defaults: Readonly<Record<string, string>> })[];
    readonly languages: readonly Named[];
    readonly grammars: readonly Grammar[];
    readonly semanticTokenTypes: readonly Named[];
    readonly semanticTokenModifiers: readonly Named[];
    readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, readonly string[]>> }[];
    readonly views: Readonly<Record<string, readonly Named[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly Named[]>>;
  };
  readonly activationEvents: readonly string[];
}

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText) as Manifest;
const { contributes } = manifest;
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
const commands = contributes.commands.map(({ command }) => command);
const unique = (list: readonly string[]) => [...new Set(list)].sort();

/** All strings of a source file; `highlight.${layer}` as `highlight.*`. */
function stringsIn(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node))
      found.push(node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.join('src', file));
const strings = new Set(sources.flatMap(stringsIn));

/** Whether one of the patterns, with `*` for a word, is this name. */
const fits = (name: string, patterns: Iterable<string>) =>
  [...patterns].some((pattern) => {
    const [head, tail] = pattern.split('*');
    return tail === undefined
      ? pattern === name
      : name.startsWith(head) &&
          name.endsWith(tail) &&
          /^\w+$/.test(name.slice(head.length, name.length - tail.length));
  });

describe('manifest', () => {
  describe('words', () => {
    const used = unique([...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
    it('every %key% has words, and no words are left over', () => assert.deepEqual(used, Object.keys(words).sort()));
    it('every title and description comes from package.nls.json', () => {
      const plain = [...JSON.stringify(contributes).matchAll(/"(?:title|\w*[dD]escription)":"([^"]*)"/g)].map(
        (m) => m[1],
      );
      assert.deepEqual(
        plain.filter((text) => !/^%.*%$/.test(text)),
        ['Hearsay', 'Hearsay'], // the product's name, over the settings and over the side bar
      );
    });
    it('links in them run commands that are there', () => {
      const linked = [
        ...Object.values(words)
          .join('\n')
          .matchAll(/\(command:([\w.]+)/g),
      ].map(([, command]) => command);
      assert.deepEqual(linked.filter((command) => command.startsWith('hearsay.') && !commands.includes(command)), []); // prettier-ignore
    });
    it('l10n/ lists every message of the code, and no other (npm run l10n)', () =>
      assert.equal(readFileSync(BUNDLE, 'utf8'), bundle(messages())));
  });

  describe('commands', () => {
    for (const command of commands) {
      it(`${command} is known to the code`, () => assert.ok(fits(command, strings)));
    }
    it('those that links and rows run are contributed, but for two that only links run', () => {
      const internal: string[] = [COMMANDS.reveal, COMMANDS.showMentions];
      assert.deepEqual(Object.values(COMMANDS).filter((each) => !commands.includes(each)), internal); // prettier-ignore
    });
    it('are contributed once', () => assert.deepEqual(commands.slice().sort(), unique(commands)));

    const items = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    it('of menus and keys are contributed', () =>
      assert.deepEqual(
        items.filter(({ command }) => command && !commands.includes(command)),
        [],
      ));
    it('of menus and keys ask for languages and views that are there', () => {
      const asked = items.flatMap(({ when = '' }) =>
        [...when.matchAll(/(?:LangId|view|focusedView) [!=]= ([\w.]+)/g)].map(([, id]) => id),
      );
      const known = [
        ...contributes.languages.map(({ id }) => id),
        ...Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id)),
        ...['plaintext', 'markdown'],
      ];
      assert.deepEqual(unique(asked).filter((id) => !known.includes(id)), []); // prettier-ignore
    });
    it('no key is given twice', () => {
      const keys = contributes.keybindings.map(({ key, when }) => `${key} ${when ?? ''}`);
      assert.deepEqual(keys.slice().sort(), unique(keys));
    });
  });

  describe('settings', () => {
    const settings = Object.keys(contributes.configuration.properties);
    const readers = stringsIn('src/host/settings.ts').map((key) => `hearsay.${key}`);
    for (const setting of settings) {
      it(`${setting} has a reader`, () => assert.ok(fits(setting, readers)));
    }
    it('that are read are contributed', () => {
      const text = read('src/host/settings.ts');
      const keys = [...text.matchAll(/#get\(['`]([^'`]+)['`]/g)].map(
        ([, key]) => `hearsay.${key.replace(/\$\{\w+\}/, '*')}`,
      );
      assert.ok(keys.length >= settings.length / 2, keys.join(', '));
      assert.deepEqual(keys.filter((key) => !settings.some((setting) => fits(setting, [key]))), []); // prettier-ignore
    });
  });

  describe('colours', () => {
    for (const { id, defaults } of contributes.colors) {
      it(`${id} is used, and has a value in every kind of theme`, () => {
        assert.ok(fits(id, strings));
        assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light']);
      });
    }
    it('of a tint have at most a tenth of their full strength', () => {
      for (const { id, defaults } of contributes.colors.filter((color) => color.id.endsWith('Background')))
        for (const color of Object.values(defaults)) assert.ok(parseInt(color.slice(7, 9), 16) <= 26, `${id} ${color}`);
    });
  });

  describe('tokens', () => {
    const [{ scopes }] = contributes.semanticTokenScopes;
    it('types are those of the code; event is VS Code’s own', () =>
      assert.deepEqual(
        contributes.semanticTokenTypes.map(({ id }) => id),
        TOKEN_TYPES.filter((type) => type !== 'event'),
      ));
    it('modifiers are those of the code', () =>
      assert.deepEqual(
        contributes.semanticTokenModifiers.map(({ id }) => id),
        TOKEN_MODIFIERS,
      ));
    it('every type has a scope, and every scope is of a type and a modifier', () => {
      assert.deepEqual(TOKEN_TYPES.filter((type) => !scopes[type]), []); // prettier-ignore
      for (const selector of Object.keys(scopes)) {
        const [type, ...modifiers] = selector.split('.');
        assert.ok((TOKEN_TYPES as readonly string[]).includes(type), selector);
        assert.ok(
          modifiers.every((modifier) => (TOKEN_MODIFIERS as readonly string[]).includes(modifier)),
          selector,
        );
      }
    });
    it('the legend’s grammar gives each line the scope of its tokens', () => {
      interface Rule {
        readonly beginCaptures: { readonly 1: { readonly name: string } };
        readonly patterns: readonly { readonly include: string }[];
      }
      const grammar = JSON.parse(read('syntaxes/legend.tmLanguage.json')) as {
        readonly patterns: Rule['patterns'];
        readonly repository: Readonly<Record<string, Rule>>;
      };
      const lines: string[] = [];
      for (let next = grammar.patterns[0]; next;) {
        const rule = grammar.repository[next.include.slice(1)];
        lines.push(rule.beginCaptures[1].name);
        next = rule.patterns[0];
      }
      assert.deepEqual(
        lines,
        legendLines().map(({ types }) => scopes[types[0]][0]),
      );
    });
  });

  describe('files', () => {
    for (const { path: file, scopeName } of contributes.grammars) {
      it(`${file} is the grammar of ${scopeName}`, () =>
        assert.equal((JSON.parse(read(file)) as Grammar).scopeName, scopeName));
    }
    const paths = [...manifestText.matchAll(/"(?:\.\/)?((?:media|syntaxes|l10n|models)[\w./-]*|[\w-]+\.json)"/g)].map((match) => match[1]); // prettier-ignore
    for (const file of unique(paths)) {
      it(`${file} is there`, () => assert.ok(existsSync(path.join(root, file))));
    }
  });

  it('every view is filled by the code', () => {
    for (const { id } of Object.values(contributes.views).flat()) assert.ok(fits(id, strings), id);
  });
  it('every language that activates is VS Code’s or ours', () => {
    const known = ['plaintext', 'markdown', ...contributes.languages.map(({ id }) => id)];
    for (const event of manifest.activationEvents) assert.ok(known.includes(event.replace(/^onLanguage:/, '')), event);
  });
});
