import { vscodeStandIn } from '../../support/vscode';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as vscode from 'vscode';

/**
 * VS Code as far as it matters here: the extension host learns late which tab is in front, and its commands come late and
 * work on the tab that is in front by then. Messages of one direction keep their order.
 */
class Editor {
  /** What the window really shows, and what the extension host believes. */
  front: string | undefined = 'a';
  believed: string | undefined = 'a';
  readonly readOnly = new Set<string>();
  readonly memory = new Map<string, unknown>();
  #toWindow: (() => void)[] = [];
  #toHost: (() => void)[] = [];
  #listeners: (() => void)[] = [];

  constructor() {
    class TabInputText {
      readonly uri = { toString: () => this.name };
      constructor(readonly name: string) {}
    }
    const listen = (listener: () => void) => {
      this.#listeners.push(listener);
      return { dispose: () => {} };
    };
    const input = () => (this.believed === undefined ? undefined : new TabInputText(this.believed));
    Object.assign(vscodeStandIn, {
      TabInputText,
      env: { language: 'en', sessionId: 'one' },
      window: {
        tabGroups: {
          onDidChangeTabs: listen,
          onDidChangeTabGroups: listen,
          get activeTabGroup() {
            return { activeTab: { input: input() } };
          },
        },
      },
      commands: {
        executeCommand: (command: string) =>
          new Promise<void>((resolve) =>
            this.#toWindow.push(() => {
              const { front } = this;
              if (front !== undefined && command.includes('.setActiveEditorReadonly')) this.readOnly.add(front);
              if (front !== undefined && command.includes('.resetActiveEditorReadonly')) this.readOnly.delete(front);
              this.#toHost.push(resolve);
            }),
          ),
      },
    });
  }

  readonly state = {
    get: (key: string) => this.memory.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void this.memory.set(key, value)),
  } as unknown as vscode.Memento;

  /** The person brings a tab in front. */
  switchTo(name: string | undefined): void {
    this.front = name;
    this.#toHost.push(() => {
      this.believed = name;
      this.#listeners.forEach((listener) => listener());
    });
  }

  async deliver(to: 'window' | 'host'): Promise<void> {
    (to === 'window' ? this.#toWindow : this.#toHost).shift()?.();
    await settled();
  }

  async settle(): Promise<void> {
    do {
      await this.deliver('window');
      await this.deliver('host');
    } while (this.#toWindow.length || this.#toHost.length);
  }

  /** The extension host ends when no message is under way. */
  async crash(): Promise<void> {
    await settled();
    await this.settle();
    this.#listeners = [];
  }
}

/** Until all that goes on without messages has gone on. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

const uri = (name: string) => ({ toString: () => name }) as vscode.Uri;

describe('read-only while it is held', () => {
  let editor: Editor;
  beforeEach(() => (editor = new Editor()));
  const create = async () => new (await import('../../../src/host/readOnly')).ReadOnly(editor.state);

  it('holds what is in front, and gives it back', async () => {
    const readOnly = await create();
    const held = readOnly.hold(uri('a'));
    await editor.settle();
    await held;
    assert.deepEqual([...editor.readOnly], ['a']);
    readOnly.release();
    await editor.settle();
    assert.deepEqual([...editor.readOnly], []);
  });

  it('refuses what is not in front', async () => {
    const readOnly = await create();
    const held = assert.rejects(readOnly.hold(uri('b')));
    await editor.settle();
    await held;
    assert.deepEqual([...editor.readOnly], []);
  });

  it('gives back what is released behind another as soon as it is in front again', async () => {
    const readOnly = await create();
    const held = readOnly.hold(uri('a'));
    await editor.settle();
    await held;
    editor.switchTo('b');
    readOnly.release();
    await editor.settle();
    assert.deepEqual([...editor.readOnly], ['a']);
    editor.switchTo('a');
    await editor.settle();
    assert.deepEqual([...editor.readOnly], []);
  });

  it('gives back what was held when the extension host ended, in the same window', async () => {
    const readOnly = await create();
    const held = readOnly.hold(uri('a'));
    await editor.settle();
    await held;
    await editor.crash();
    await create();
    await editor.settle();
    assert.deepEqual([...editor.readOnly], []);
  });

  it('leaves alone what a person made read-only in a later window', async () => {
    const readOnly = await create();
    const held = readOnly.hold(uri('a'));
    await editor.settle();
    await held;
    const { memory } = editor;
    editor = new Editor();
    for (const [key, value] of memory) editor.memory.set(key, value);
    (vscodeStandIn.env as Record<string, string>).sessionId = 'two';
    editor.readOnly.add('a');
    await create();
    await editor.settle();
    assert.deepEqual([...editor.readOnly], ['a']);
  });

  it('whatever happens in between: what is held is read-only, and nothing else that comes in front stays so', async () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant('switch' as const), to: fc.constantFrom('a', 'b', 'c', undefined) }),
      fc.record({ do: fc.constantFrom('hold' as const, 'release' as const, 'crash' as const) }),
      fc.record({ do: fc.constant('deliver' as const), to: fc.constantFrom('window' as const, 'host' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        editor = new Editor();
        let readOnly = await create();
        let held: string | undefined;
        let latest = 0;
        for (const each of actions) {
          if (each.do === 'switch') editor.switchTo(each.to);
          if (each.do === 'deliver') await editor.deliver(each.to);
          if (each.do === 'release') {
            readOnly.release();
            latest++;
            held = undefined;
          }
          if (each.do === 'crash') {
            await editor.crash();
            readOnly = await create();
            latest++;
            held = undefined;
          }
          if (each.do === 'hold' && editor.believed !== undefined) {
            const wanted = editor.believed;
            const mine = ++latest;
            held = undefined;
            void readOnly.hold(uri(wanted)).then(
              () => (held = mine === latest ? wanted : held),
              () => undefined,
            );
          }
        }
        await editor.settle();
        if (held !== undefined) assert.ok(editor.readOnly.has(held), 'what is held is read-only');
        for (const name of ['a', 'b', 'c']) {
          editor.switchTo(name);
          await editor.settle();
        }
        assert.deepEqual([...editor.readOnly], held === undefined ? [] : [held]);
      }),
      { numRuns: 500 },
    );
  });
});
