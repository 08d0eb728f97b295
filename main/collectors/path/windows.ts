import factory from 'ping/lib/builder/factory.js';
import { windowsPing } from '../ping/programs/windows';
import { type Address, addressOf } from '../probing/address';
import { type HopAnswer, type HopProgram, hopPatienceMs } from './hop-program';

/** It does not say how long a router's answer took, and what it says of one it says in the language of the system. */
export const windowsHops: HopProgram = {
  command: ({ ip, version }, ttl) => ({
    file: factory.getExecutablePath('win32', version === 6),
    args: [version === 6 ? '-6' : '-4', '-n', '1', '-w', String(hopPatienceMs), '-i', String(ttl), ip],
  }),
  read: readWindowsLines,
  probe: 0,
  probeAfterMs: 50,
  missing: 'It is a part of Windows: ping.exe in the folder system32.',
};

/** `Reply from 10.0.0.1: TTL expired in transit.`: any line that names another address than the one that is probed. */
function readWindowsLines(lines: readonly string[], address: Address): Map<number, HopAnswer> {
  const stdout = lines.join('\n');
  const burst = windowsPing.read({ stdout, stderr: '', truncated: false, durationMs: 0 }, address);
  const [reply] = burst.ok ? burst.value.replies : [];
  if (reply) return new Map([[0, { ip: address.ip, from: 'host', rttSeconds: reply.rttSeconds }]]);
  for (const line of lines) {
    const [first] = addressesIn(line);
    if (first !== undefined && first !== address.ip) return new Map([[0, { ip: first, from: 'router' }]]);
  }
  return new Map();
}

function addressesIn(line: string): string[] {
  const words = line.match(/[0-9A-Fa-f:.]*[.:][0-9A-Fa-f:.]*(?:%\w+)?/g) ?? [];
  return words.flatMap((word) => addressOf(word.replace(/(?<!:)[:.]$/, ''))?.ip ?? []);
}
