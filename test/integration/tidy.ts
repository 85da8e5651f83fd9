import { deleteAdded, namesInWorkspace } from './harness';

/** Of a Mocha suite what is needed here: the same in Node and in the browser. */
interface Suite {
  beforeAll(hook: () => Promise<void>): unknown;
  afterAll(hook: () => Promise<void>): unknown;
}

/** Lets no suite find files of another. */
export function tidy(suites: readonly Suite[]): void {
  for (const suite of suites) {
    let before: ReadonlySet<string>;
    suite.beforeAll(async () => {
      before = await namesInWorkspace();
    });
    suite.afterAll(() => deleteAdded(before));
  }
}
