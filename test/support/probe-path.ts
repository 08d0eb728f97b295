/**
 * Finds the way to hosts from where a test put this process and prints the outcomes as one JSON array:
 * `node --import tsx test/support/probe-path.ts '{"hosts":["10.98.3.2"],"rounds":1}'`.
 */
import { PathProber } from '../../main/collectors/path/path';
import { testMachine } from './test-machine';

async function main({ hosts, rounds = 1 }: { readonly hosts: readonly string[]; readonly rounds?: number }) {
  // The clock's timers let a process end that has nothing else to do.
  const alive = setInterval(() => {}, 1_000);
  const prober = new PathProber(testMachine());
  const found = [];
  for (let round = 0; round < rounds; round++) {
    found.push(...(await Promise.all(hosts.map((host) => prober.probe({ host, maxHops: 30 })))));
  }
  await prober.close();
  clearInterval(alive);
  process.stdout.write(JSON.stringify(found));
}

void main(JSON.parse(process.argv[2] ?? '{"hosts":[]}'));
