/** `npm run fuzz -- TARGET [--runs N] [--seed S] [--minutes M]`: attacks one target for long; see target.ts. */
import { parseArgs } from 'node:util';
import { attack } from './target';
import { TARGETS } from './targets/index';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string' }, seed: { type: 'string' }, minutes: { type: 'string' } },
  });
  const [name] = positionals;
  if (positionals.length !== 1 || !Object.hasOwn(TARGETS, name)) await usage();

  const target = await TARGETS[name]();
  const seed =
    values.seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : number('seed', values.seed, -(2 ** 31));
  const minutes = values.minutes === undefined ? undefined : number('minutes', values.minutes, 0);
  const runs =
    values.runs !== undefined
      ? number('runs', values.runs, 1)
      : minutes === undefined
        ? target.shortRuns
        : Number.MAX_SAFE_INTEGER;
  console.log(`${name}: ${target.what}; seed ${seed}`);
  const begin = process.hrtime.bigint();
  const { runs: done, failure } = await attack(target, { runs, seed, ...(minutes !== undefined && { minutes }) });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const memory = `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`;
  if (failure) {
    console.error(
      `\n${failure.error}\n\nThe smallest input that fails (keep it in test/fixtures/regressions/${name}):`,
    );
    console.error(failure.input);
  }
  if (target.summary) console.log(`${name}: ${target.summary()}`);
  console.log(`${name}: ${done} runs, ${failure ? 'failed' : 'nothing found'}; ${seconds.toFixed(0)} s, ${memory}`);
  process.exit(failure ? 1 : 0);
}

async function usage(): Promise<never> {
  console.error('npm run fuzz -- TARGET [--runs N] [--seed S] [--minutes M]\n\nTargets:');
  for (const [each, load] of Object.entries(TARGETS)) console.error(`  ${each.padEnd(10)} ${(await load()).what}`);
  process.exit(2);
}

function number(option: string, value: string, least: number): number {
  const read = Number(value);
  if (value.trim() === '' || !Number.isFinite(read) || read < least) {
    console.error(`--${option} ${value}: a number from ${least} is needed`);
    process.exit(2);
  }
  return read;
}

void main();
