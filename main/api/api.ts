import { messageOf, success } from '../outcome';
import { appStateOf } from './app-state';
import { desktopCalls } from './desktop-calls';
import { destinationCalls } from './destination-calls';
import { type Door, type Handlers, makeDoor } from './dispatch';
import { eventSource } from './events';
import { gatewayCalls } from './gateway-calls';
import { measureCalls } from './measure-calls';
import type { ApiParts } from './parts';
import { pushCalls } from './push-calls';
import { settingsCalls } from './settings-calls';
import { watchVerdict } from './verdict-watch';

/** Every call of the contract over these parts, behind the one door. */
export function makeApi(parts: ApiParts): Door {
  const judgement = watchVerdict(parts);
  const stateNow = () => appStateOf(parts, judgement());
  const handlers: Handlers = {
    'state.get': () => success(stateNow()),
    ...settingsCalls(parts),
    ...pushCalls(parts),
    ...destinationCalls(parts),
    ...measureCalls(parts),
    ...gatewayCalls(parts),
    ...desktopCalls(parts),
  };
  return makeDoor(handlers, eventSource(parts, stateNow), (call, thrown) => {
    parts.logger.error('a call failed inside', { call, error: messageOf(thrown) });
  });
}
