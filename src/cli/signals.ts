import { rmSync } from 'node:fs';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

const files = new Set<string>();

/**
 * Has a file removed when a signal ends the process.
 * @returns takes it back: the file is complete, or gone
 */
export function removeOnSignal(file: string): () => void {
  if (!files.size) for (const signal of SIGNALS) process.on(signal, end);
  files.add(file);
  return () => {
    if (files.delete(file) && !files.size) stopListening();
  };
}

function end(signal: NodeJS.Signals): void {
  for (const file of files) rmSync(file, { force: true });
  stopListening();
  // Ends as everything does that does not listen: a shell sees 128 + its number, and knows that its own loop was meant too.
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, end);
}
