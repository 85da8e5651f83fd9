import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NAMES } from '../../../src/analysis/accurate/network';
import type { ReadBy } from '../../../src/host/articles';
import type { Services } from '../../../src/host/services';
import type { FromNetwork, NetworkPort, ToNetwork } from '../../../src/network';
import { deleteAdded, eventually, namesInWorkspace, openFile, writeFile } from '../harness';
import { ownServices } from '../services';

type Run = Extract<ToNetwork, { type: 'run' }>;

/** A network that sees nothing, when it is told to answer. */
class StubNetwork {
  readonly runs: Run[] = [];
  #port: NetworkPort | undefined;

  readonly serve = (port: NetworkPort): void => {
    this.#port = port;
    port.listen((message) => (message.type === 'run' ? void this.runs.push(message) : port.post({ type: 'loaded' })));
  };

  answer(): void {
    for (const { run, input } of this.runs.splice(0)) {
      const words = input.first.length;
      const none = new Float32Array(0);
      const [flat, names] = [new Float32Array(4 * words), new Float32Array(NAMES * words)];
      this.#post({ type: 'ran', run, output: { flat, names, anchors: new Int32Array(0), roles: none, stands: none } });
    }
  }

  /** Answers for as long as `done` throws. */
  async answerUntil(done: () => void): Promise<void> {
    await eventually(() => {
      this.answer();
      done();
    });
  }

  fail(message: string): void {
    this.runs.length = 0;
    this.#post({ type: 'failure', message });
  }

  #post(message: FromNetwork): void {
    this.#port!.post(message);
  }
}

describe('the engines of an open article', () => {
  let names: ReadonlySet<string>;
  let services: Services & vscode.Disposable;
  let network: StubNetwork;
  const shown: string[] = [];
  const showWarningMessage = vscode.window.showWarningMessage;
  const choose = (engine: string | undefined) =>
    vscode.workspace.getConfiguration('hearsay').update('engine', engine, vscode.ConfigurationTarget.Global);
  let chosen: string | undefined;

  before(async () => {
    names = await namesInWorkspace();
    chosen = vscode.workspace.getConfiguration('hearsay').inspect<string>('engine')?.globalValue;
    await choose('auto');
    const text = (words: string) =>
      `Talks begin\n20220108\nhttps://example.org/a\nRussian President Vladimir Putin said ${words} would begin soon.\n`;
    await writeFile('engines/one.txt', text('talks'));
    await writeFile('engines/two.txt', text('others'));
  });
  beforeEach(() => {
    network = new StubNetwork();
    services = ownServices('engines', { network: network.serve });
    shown.length = 0;
    Object.assign(vscode.window, { showWarningMessage: (sentence: string) => void shown.push(sentence) });
  });
  afterEach(async () => {
    services.dispose();
    Object.assign(vscode.window, { showWarningMessage });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    await choose(chosen);
    await deleteAdded(names);
  });

  const open = async (file: string): Promise<vscode.TextDocument> => {
    const { document } = await openFile('engines', file);
    await eventually(() => assert.equal(document.languageId, 'article'));
    return document;
  };
  const isReadBy = (document: vscode.TextDocument, engine: ReadBy) => {
    const view = services.articles.latest(document);
    assert.deepEqual([view?.version, view?.readBy], [document.version, engine]);
    return view!;
  };

  it('the fast one first, then the accurate one', async () => {
    const document = await open('one.txt');
    await eventually(() => assert.ok(network.runs.length));
    assert.equal(isReadBy(document, 'both').analysis.claims.length, 1);
    await network.answerUntil(() => isReadBy(document, 'accurate'));
  });

  it('an edit ends the reading of what is no more', async () => {
    const document = await open('one.txt');
    await eventually(() => assert.ok(network.runs.length));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), 'He said so.\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(services.articles.latest(document)?.version, document.version - 1);
    await network.answerUntil(() => isReadBy(document, 'accurate'));
    assert.match(services.articles.latest(document)!.text, /He said so\./);
  });

  it('what goes out of sight is not read to the end, but when it comes back', async () => {
    const one = await open('one.txt');
    await eventually(() => assert.ok(network.runs.length));
    const two = await open('two.txt');
    await network.answerUntil(() => isReadBy(two, 'accurate'));
    assert.equal(services.articles.latest(one)?.readBy, 'both');
    await open('one.txt');
    await network.answerUntil(() => isReadBy(one, 'accurate'));
  });

  it('the fast one alone when somebody chooses so meanwhile', async () => {
    const document = await open('one.txt');
    await eventually(() => assert.ok(network.runs.length));
    try {
      await choose('fast');
      await eventually(() => isReadBy(document, 'fast'));
      network.answer();
      await services.articles.ofDocument(document);
      isReadBy(document, 'fast');
    } finally {
      await choose('auto');
    }
  });

  it('when the network cannot run: the fast one goes on, and one message says so', async () => {
    const document = await open('one.txt');
    await eventually(() => assert.ok(network.runs.length));
    network.fail('no WebAssembly here');
    await eventually(() => assert.equal(shown.length, 1));
    assert.match(shown[0], /The accurate engine could not run; the fast engine goes on/);
    assert.equal((await eventually(() => isReadBy(document, 'fast'))).analysis.claims.length, 1);
    const two = await open('two.txt');
    assert.equal((await eventually(() => isReadBy(two, 'fast'))).analysis.claims.length, 1);
    assert.deepEqual([shown.length, network.runs.length], [1, 0]);
  });
});
