import { app, session } from 'electron';

let settled: Promise<void> | undefined;

/** What the proxy settings of this desktop say of an address: "DIRECT", or "PROXY host:port; …" as an automatic configuration has it. */
export async function desktopProxies(url: string): Promise<string> {
  // Asked right after the start Chromium may say DIRECT, whatever is set.
  settled ??= app.whenReady().then(() => session.defaultSession.forceReloadProxyConfig());
  await settled;
  return session.defaultSession.resolveProxy(url);
}
