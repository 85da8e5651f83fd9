import Mocha from 'mocha';
import { tidy } from './tidy';

/** Set by the bundler: picks tests by their full titles; empty for all. */
declare const TEST_GREP: string;

/** Runs the suite in the Node extension host (desktop, remote). */
export function runSuite(load: () => void): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 60_000, ...(TEST_GREP && { grep: TEST_GREP }) });
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha); // defines describe and it
  load();
  tidy(mocha.suite.suites);
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
