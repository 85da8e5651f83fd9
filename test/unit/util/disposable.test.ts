import assert from 'node:assert/strict';
import { DisposableOwner, disposeAll } from '../../../src/util/disposable';

class Owner extends DisposableOwner {
  own(name: string, log: string[]): void {
    this.register({ dispose: () => void log.push(name) });
  }
}

describe('disposables', () => {
  it('go in reverse order, once', () => {
    const log: string[] = [];
    const owner = new Owner();
    owner.own('first', log);
    owner.own('second', log);
    owner.dispose();
    owner.dispose();
    assert.deepEqual(log, ['second', 'first']);
  });

  it('that come after the end go at once', () => {
    const log: string[] = [];
    const owner = new Owner();
    owner.dispose();
    owner.own('late', log);
    assert.deepEqual(log, ['late']);
  });

  it('all go, also after one has thrown', () => {
    const log: string[] = [];
    const broken = { dispose: () => assert.fail('broken') };
    assert.throws(() => disposeAll([broken, { dispose: () => void log.push('other') }]), AggregateError);
    assert.deepEqual(log, ['other']);
  });
});
