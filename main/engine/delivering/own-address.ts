import { placeOf } from '../../settings/schema/place';

/** Whether `url` leads to the server at `ownAddress` (`http://HOST:PORT`), by whichever of loopback's names. */
export function isOwnAddress(url: string, ownAddress: string | undefined): boolean {
  return ownAddress !== undefined && placeOf(url) === placeOf(ownAddress);
}
