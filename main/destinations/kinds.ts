import type { DestinationKinds, ForwardingKinds } from './destination';
import { ForwardedGroups } from './pushgateway/forwarded-groups';
import { makePushgateway } from './pushgateway/pushgateway';
import { makeRemoteWrite } from './remote-write/remote-write';

export const destinationKinds: DestinationKinds = {
  pushgateway: makePushgateway,
  'remote-write': makeRemoteWrite,
};

export const forwardingKinds: ForwardingKinds = {
  pushgateway: (settings, tools) => new ForwardedGroups(settings, tools),
};
