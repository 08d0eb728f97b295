import { readdirSync, readFileSync } from 'node:fs';
import koffi from 'koffi';

/** User and system time in milliseconds, of this process with all its threads. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const getrusage = koffi.load(null).func('int getrusage(int, void *)');
const ofChildren = -1;
const usage = new BigInt64Array(18);

/** The same of all children that have ended and of theirs: Node itself tells it of none (man 2 getrusage, 64 bit). */
export function endedChildrenCpuMs(): number {
  if (getrusage(ofChildren, usage) !== 0) throw new Error('getrusage failed');
  const [userS = 0n, userUs = 0n, systemS = 0n, systemUs = 0n] = usage;
  return Number(userS + systemS) * 1000 + Number(userUs + systemUs) / 1000;
}

/** The same of another process that goes on running, from the scheduler's own count (Documentation/scheduler/sched-stats.rst). */
export function cpuMsOf(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const nanoseconds = readdirSync(tasks).map((task) => {
    const [ran = '0'] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ');
    return Number(ran);
  });
  return nanoseconds.reduce((sum, ran) => sum + ran, 0) / 1e6;
}
