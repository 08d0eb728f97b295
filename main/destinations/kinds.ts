import type { DestinationKinds } from './destination';
import { makePushgateway } from './pushgateway/pushgateway';
import { makeRemoteWrite } from './remote-write/remote-write';

export const destinationKinds: DestinationKinds = {
  pushgateway: makePushgateway,
  'remote-write': makeRemoteWrite,
};
