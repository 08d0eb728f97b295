import type {
  Destination,
  DestinationKinds,
  DestinationTools,
  MakeDestination,
} from '../../destinations/destination';
import type { DestinationSettings } from '../../settings/schema/destinations';

export function makeDestination(
  kinds: DestinationKinds,
  settings: DestinationSettings,
  tools: DestinationTools,
): Destination {
  const make = kinds[settings.kind] as MakeDestination;
  return make(settings, tools);
}
