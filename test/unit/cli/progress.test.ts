import assert from 'node:assert/strict';
import { Progress } from '../../../src/cli/progress';

/** To the line's begin, and what stands there is gone. */
const OVER = '\r\x1b[K';

/** A stream that keeps what is written to it. */
function stream(isTTY: boolean): { written: string[]; terminal: NodeJS.WriteStream } {
  const written: string[] = [];
  const terminal = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { written, terminal };
}

describe('the progress of the command line', () => {
  it('on a terminal is one line that is drawn over itself', async () => {
    const { written, terminal } = stream(true);
    const progress = new Progress(terminal);
    progress.done(4_000);
    await new Promise((resolve) => setTimeout(resolve, 300)); // it is drawn anew five times a second
    for (let i = 0; i < 1_233; i++) progress.done(4_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    progress.done(4_000);
    assert.ok(written.length > 1 && written.length < 20, `${written.length} times`);
    for (const each of written) {
      assert.ok(each.startsWith(OVER));
      assert.match(each.slice(OVER.length), /^[\d,]+ articles, [\d,]+ a second, \d+\.\d\d MB\/s$/);
    }
    assert.match(written.at(-1)!, /1,235 articles/);
    progress.clear();
    assert.equal(written.at(-1), OVER);
  });

  it('where nobody sees it is nothing', () => {
    const { written, terminal } = stream(false);
    const progress = new Progress(terminal);
    for (let i = 0; i < 10; i++) progress.done(4_000);
    progress.clear();
    assert.deepEqual(written, []);
  });
});
