import type { DestinationKinds } from './destination';
import { makePushgateway } from './pushgateway/pushgateway';

export const destinationKinds: DestinationKinds = { pushgateway: makePushgateway };
