import { readFileSync } from 'node:fs';
import { quantile } from './report';

/**
 * The longest turn of this thread's event loop in an action, and the one that 99 % stay below, in milliseconds of processor time:
 * what else the machine does does not count. Where the system does not tell a thread's time, by the clock.
 */
export async function longestTasks(action: () => Promise<unknown>): Promise<{ longest: number; late: number }> {
  const turns: number[] = [];
  let last = threadTime();
  const timer = setInterval(() => {
    const now = threadTime();
    turns.push(now - last);
    last = now;
  }, 1);
  await action();
  clearInterval(timer);
  return { longest: Math.max(...turns), late: quantile(turns, 0.99) };
}

function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
