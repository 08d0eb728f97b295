import type { CollectorKinds } from './collector';
import { makePing } from './ping/ping';
import { makeTcpStates } from './tcp-states/tcp-states';

export const collectorKinds: CollectorKinds = {
  'tcp-states': makeTcpStates,
  ping: makePing,
};
