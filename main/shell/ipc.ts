import { ipcMain, type WebContents } from 'electron';
import type { Door } from '../api/dispatch';
import { ipcChannels } from '../contract/transport';
import { failure } from '../outcome';
import type { Logger } from '../platform/logger';
import { isPageFrame } from './sender';

export interface CallParts {
  readonly door: Door;
  readonly logger: Logger;
  /** Whether these are the contents of a window of ours. */
  owns(contents: WebContents): boolean;
}

/** Leads the calls of our own page, and of nothing else, to the door. */
export function answerCalls({ door, logger, owns }: CallParts): void {
  ipcMain.handle(ipcChannels.call, (event, name: unknown, input: unknown) => {
    if (owns(event.sender) && isPageFrame(event.senderFrame)) return door.call(String(name), input);
    logger.warn('refused a call from outside the page', { call: String(name), url: event.senderFrame?.url });
    return failure('not_allowed', "Only Pushtray's own page may call.");
  });
}

/** Hands every event to these contents for as long as they live. */
export function forwardEvents(door: Door, contents: WebContents): void {
  const end = door.subscribe((name, body) => contents.send(ipcChannels.event, name, body));
  contents.once('destroyed', end);
}
