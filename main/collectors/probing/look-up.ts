import { secondsOf } from '../../metrics/value';
import { failure, type Outcome, success } from '../../outcome';
import type { IpVersion } from '../../settings/schema/collectors/common';
import { unlessAborted } from '../unless-aborted';
import type { Address } from './address';
import { type FindFailureCode, findAddresses, isName } from './find-addresses';
import type { ProbeContext } from './probe-collector';

export interface LookedUp {
  readonly address: Address;
  /** Absent where there was no name to look up. */
  readonly lookupSeconds?: number;
}

/** The one address to probe of a host as settings name it, and how long it took to find it. */
export async function lookUp(
  host: string,
  ipVersion: Exclude<IpVersion, 'both'>,
  { machine, names, signal, timeoutMs }: ProbeContext,
): Promise<Outcome<LookedUp, FindFailureCode>> {
  const startedMs = machine.clock.monotonicMs();
  let cancel = () => {};
  const timeOver = new Promise<undefined>((resolve) => {
    cancel = machine.clock.after(timeoutMs, () => resolve(undefined));
  });
  const finding = findAddresses(host, { machine, names, signal, ipVersion });
  const found = await unlessAborted(signal, Promise.race([finding, timeOver]));
  cancel();
  if (!found) return failure('unresolvable', `The name "${host}" has no address yet: no answer in time.`);
  if (!found.ok) return found;
  const [address] = found.value;
  if (!address) return failure('unresolvable', `"${host}" has no address.`);
  if (!isName(host)) return success({ address });
  return success({
    address,
    lookupSeconds: secondsOf(machine.clock.monotonicMs() - startedMs),
  });
}
