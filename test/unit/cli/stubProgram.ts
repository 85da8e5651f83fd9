import { run } from '../../../src/cli/program';
import { sampleAnalysis } from '../formats/sampleAnalysis';

/**
 * The program with an analysis that needs no models: it knows one name, and fails at texts that ask for it. Everything
 * else, streams and exit status included, is the program's own. HEARSAY_TEST_MODELS=missing lets the loading fail.
 */
const { stdin, stdout, stderr } = process;
void run(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  loadAnalysis: () =>
    process.env['HEARSAY_TEST_MODELS'] === 'missing'
      ? Promise.reject(Object.assign(new Error('open'), { code: 'ENOENT' }))
      : Promise.resolve((text, { given, form }) => {
          if (text.includes('FAIL HERE')) throw new Error('asked for');
          return sampleAnalysis(text, { entities: [{ name: 'Ann Lee' }] }, given, form);
        }),
}).then((status) => {
  process.exitCode = status;
  stdin.destroy();
});
