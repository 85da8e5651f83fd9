import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** Only Linux has a priority for each thread: elsewhere it is the whole process's, the editor's too. */
export const canGiveWay = process.platform === 'linux';

/**
 * Leaves the processor to threads of usual priority where there are any. It works through the thread's own id, which the system takes
 * for a process's (setpriority(2)). Where it is not allowed, all stays as it is.
 */
export function giveWay(): void {
  if (!canGiveWay) return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1)); // 1234/task/1250
    setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // no /proc, or a sandbox
  }
}
