/** Milliseconds of processor time of this process: what else the machine does counts less than on the clock. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
