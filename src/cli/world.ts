import type { Worker } from 'node:worker_threads';
import type { Analysis } from '../analysis/analysis';
import type { AnalyseOptions } from '../analysis/pipeline';
import { type Watching, WATCHING_ACCURATE, WATCHING_FAST } from '../util/watchdog';

/** The analysis with its models loaded. */
export type Analyse = (text: string, options: Omit<AnalyseOptions, 'models'>) => Promise<Analysis>;

/** The fast engine is for whole corpora; the accurate one reads better and takes about ten times as long. */
export const ENGINES = ['fast', 'accurate'] as const;
export type Engine = (typeof ENGINES)[number];

export const WATCHING: Readonly<Record<Engine, Watching>> = { fast: WATCHING_FAST, accurate: WATCHING_ACCURATE };

/** Standard output or standard error. */
export type StandardStream = NodeJS.WriteStream & { readonly fd: number };

/** What the commands need of the world. */
export interface World {
  readonly stdin: NodeJS.ReadStream & { readonly fd: number };
  readonly stdout: StandardStream;
  readonly stderr: StandardStream;
  /** An analysis fails when it takes too long. @throws Error when a model is missing or cannot be read. */
  loadAnalysis(engine: Engine): Promise<Analyse>;
  /** What the analysis runs on, as exports name it: `hearsay 0.1.0 fast 3f2a9c01d4e7`. */
  modelName(engine: Engine): Promise<string>;
  /** The time now, ISO 8601 in UTC. */
  now(): string;
  /** How long a text may take; `WATCHING` by default. */
  readonly watching?: Watching;
  /** Starts a thread that runs `serveJobs` with the same analysis. */
  readonly startThread: (engine: Engine) => Worker;
}
