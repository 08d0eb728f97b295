import { isPage } from './page-address';

/** As much of Electron's WebFrameMain as tells who called. */
export interface SenderFrame {
  readonly url: string;
  /** null: it is the main frame. */
  readonly parent: unknown;
}

/** Whether a call comes from the page itself. The frame is null when it was gone before its message arrived. */
export function isPageFrame(frame: SenderFrame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isPage(frame.url);
}
