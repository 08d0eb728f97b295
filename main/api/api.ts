import { failure, messageOf, success } from '../outcome';
import { appStateOf } from './app-state';
import { type Door, type Handlers, makeDoor } from './dispatch';
import { eventSource } from './events';
import { gatewayCalls } from './gateway-calls';
import { measureCalls } from './measure-calls';
import type { ApiParts } from './parts';
import { pushCalls } from './push-calls';
import { settingsCalls } from './settings-calls';
import { verifyCalls } from './verify-calls';

/** Every call of the contract over these parts, behind the one door. */
export function makeApi(parts: ApiParts): Door {
  const stateNow = () => appStateOf(parts);
  const handlers: Handlers = {
    'state.get': () => success(stateNow()),
    ...settingsCalls(parts),
    ...pushCalls(parts),
    ...verifyCalls(parts),
    ...measureCalls(parts),
    ...gatewayCalls(parts),
    'marks.list': () => success({ marks: [] }),
    'path.probe': notYet,
    'destination.preview': notYet,
    'pushes.repeat': notYet,
    'desktop.startAtLogin': notYet,
  };
  return makeDoor(handlers, eventSource(parts, stateNow), (call, thrown) => {
    parts.logger.error('a call failed inside', { call, error: messageOf(thrown) });
  });
}

function notYet() {
  return failure('not_available', 'This is not there yet.');
}
