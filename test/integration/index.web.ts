import 'mocha/mocha.js';
import { tidy } from './tidy';

/** Set by the bundler: picks tests by their full titles; empty for all. */
declare const TEST_GREP: string;

/** Runs the suite in the web extension host (a worker). */
export function runSuite(load: () => void): Promise<void> {
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 60_000, ...(TEST_GREP && { grep: TEST_GREP }) });
  load();
  tidy(mocha.suite.suites);
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
