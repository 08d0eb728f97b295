import { failure, type Outcome, success } from '../../outcome';
import { foreignHandOn } from '../../platform/foreign-hand';

/**
 * Whether what stands in the settings file is this user's own will, so that its commands may run: the file and its directory
 * belong to this user or root, and nobody else may write there. A file that is not there is nobody else's either.
 */
export function commandConsent(settingsFile: string): Outcome<void, 'not_consented'> {
  const hand = foreignHandOn(settingsFile);
  if (!hand) return success(undefined);
  const { path } = hand;
  if (hand.reason === 'owned_by_another') {
    return failure(
      'not_consented',
      `Commands of the settings are not run: ${path} belongs to another user, who could make this one run anything.`,
      {
        hint: `See that every command in ${settingsFile} is wanted, then take it over: chown "$USER" ${path}`,
      },
    );
  }
  return failure(
    'not_consented',
    `Commands of the settings are not run: other users may write ${path} and so make this one run anything.`,
    { hint: `See that every command in ${settingsFile} is wanted, then close it: chmod go-w ${path}` },
  );
}
