import type { CountName, Device } from './reading';

/** Columns of /proc/net/dev after the name (net/core/net-procfs.c). */
const columns: Readonly<Record<CountName, number>> = {
  receive_bytes: 0,
  receive_packets: 1,
  receive_errs: 2,
  receive_drop: 3,
  transmit_bytes: 8,
  transmit_packets: 9,
  transmit_errs: 10,
  transmit_drop: 11,
};

/** The devices of /proc/net/dev but for loopback, which is no link to anywhere. */
export function devicesOf(table: string): Device[] {
  return table.split('\n').flatMap((line) => {
    // A name may hold a colon (an alias), its columns never do.
    const [, name, rest] = /^\s*(\S+):\s*((?:\d+\s*)+)$/.exec(line) ?? [];
    if (name === undefined || rest === undefined || name === 'lo') return [];
    const values = rest.trim().split(/\s+/).map(Number);
    const counts = Object.entries(columns).map(([count, column]) => [count, values[column]]);
    return [{ name, counts: Object.fromEntries(counts.filter(([, value]) => value !== undefined)) }];
  });
}
