import type { DestinationTools } from '../../destinations/destination';
import type { DestinationSettings } from '../../settings/schema/destinations';

/**
 * New tools for each destination, which closes their HTTP client when it goes. Their backlog is that of the destination with
 * this id or, for a trial, one that nothing outlives.
 */
export type MakeTools = (
  settings: DestinationSettings,
  use?: { readonly isTrial: boolean },
) => DestinationTools;
