import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { attack } from '../../../fuzz/target';
import { TARGETS } from '../../../fuzz/targets/index';

const REGRESSIONS = path.join(__dirname, '../../fixtures/regressions');
/** Another each time would make a failure of `npm test` hard to repeat: long runs with other seeds are `npm run fuzz`. */
const SEED = 20_261_130;

for (const [name, load] of Object.entries(TARGETS)) {
  describe(`fuzz: ${name}`, function () {
    this.timeout(300_000);

    // What was found before. A file is an input of the target; its name says what went wrong.
    const folder = path.join(REGRESSIONS, name);
    for (const file of existsSync(folder) ? readdirSync(folder) : []) {
      it(path.parse(file).name.replaceAll('-', ' '), async () => {
        const target = await load();
        await target.check(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
      });
    }

    it('finds nothing in a short run', async () => {
      const target = await load();
      const { failure } = await attack(target, { runs: target.shortRuns, seed: SEED, isShort: true });
      assert.equal(failure && `${failure.error}\n${failure.input}`, undefined);
    });
  });
}
