import type { Session, WebContents, WebPreferences } from 'electron';
import type { Logger } from '../platform/logger';
import { navigationUrl } from './features';
import { isPage, pageScheme, pageUrl } from './page-address';

/** https://www.electronjs.org/docs/latest/tutorial/security, as far as it is not the page's own policy (contract/page). */

export function windowPreferences(preloadFile: string): WebPreferences {
  return {
    preload: preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    // Its dictionaries would come from the internet.
    spellcheck: false,
  };
}

/** Nothing is fetched but the page itself, nothing is permitted; what the page made itself is saved to disk where the user says. */
export function guardSession(session: Session, logger: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    logger.warn('refused a permission to the window', { permission });
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const cancel = !mayLoad(url);
    if (cancel) logger.warn('kept the window from a foreign address', { url });
    decide({ cancel });
  });
  session.on('will-download', (event, item) => {
    if (item.getURL().startsWith(madeByPage)) return;
    logger.warn('kept the window from saving a file', { url: item.getURL() });
    event.preventDefault();
  });
}

/** No page leaves its address, opens another window or holds a foreign one. */
export function guardContents(contents: WebContents, logger: Logger): void {
  const stay = (event: { preventDefault(): void; readonly url?: string }, beside?: string) => {
    const url = navigationUrl(event, beside);
    if (isPage(url)) return;
    logger.warn('kept the window on its page', { url });
    event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => stay(event));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    logger.warn('kept the window from opening another one', { url });
    return { action: 'deny' };
  });
}

/** A report, say: its bytes never were anywhere else. */
const madeByPage = `blob:${pageUrl.replace(/\/$/, '')}`;

/** Developer tools are a page of their own; `data:` holds its bytes itself, and the page's policy says where it may stand. */
function mayLoad(url: string): boolean {
  return [`${pageScheme}:`, 'devtools:', 'data:', madeByPage].some((scheme) => url.startsWith(scheme));
}
