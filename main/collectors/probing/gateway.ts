import { failure, type Outcome, success } from '../../outcome';
import { readTable } from '../../platform/proc-reader';
import type { Machine } from '../collector';
import { unlessAborted } from '../unless-aborted';
import { type Address, addressOf } from './address';
import { gatewayOf } from './route-table';

/** Where the default route leads, asked anew each time: it changes with every network a laptop joins. */
export async function findGateway(
  machine: Machine,
  signal: AbortSignal,
): Promise<Outcome<Address, 'no_route' | 'no_source'>> {
  const gateway = await (machine.platform === 'linux' ? fromProc(machine, signal) : fromSystem(signal));
  if (!gateway.ok) return gateway;
  const address = addressOf(gateway.value);
  if (address) return success(address);
  return failure('no_route', 'This machine has no default route with a gateway, so there is none to ping.');
}

async function fromProc(
  machine: Machine,
  signal: AbortSignal,
): Promise<Outcome<string, 'no_route' | 'no_source'>> {
  const table = await readTable(`${machine.procRoot}/net/route`, { clock: machine.clock, signal });
  return table.ok ? gatewayOf(table.value) : failure('no_source', table.error.message);
}

/** macOS and Windows: systeminformation runs `route` or `netstat`; what is no address means none. */
async function fromSystem(signal: AbortSignal): Promise<Outcome<string, 'no_source'>> {
  const { networkGatewayDefault } = await import('systeminformation');
  const answer = await unlessAborted(signal, networkGatewayDefault());
  if (answer !== undefined) return success(answer);
  return failure('no_source', 'The default route was not found out before the time was over.');
}
