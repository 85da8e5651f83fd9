import { removeLocks } from '../node/lock';
import { removeTemporaries } from '../node/temporary';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** In milliseconds: what the file system was asked for when the signal came is done by then. */
const PAUSE = 10;

/** While it works, a signal that ends the process has it remove its temporary files and locks first. */
export async function tidyOnSignals<T>(work: () => Promise<T>): Promise<T> {
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work();
  } finally {
    stopListening();
  }
}

function end(signal: NodeJS.Signals): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  removeTemporaries();
  removeLocks();
  stopListening();
  // It ends as those do that do not listen: a shell shows 128 and the signal's number, and ends its own loop too.
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, end);
}
