const storageKey = 'pushtray-token';

/** The token in `http://127.0.0.1:9091/#token=…`, in `#token=…`, or the bare token itself; empty when there is none. */
export function tokenIn(text: string): string {
  const trimmed = text.trim();
  const named = /[#&?]token=([^&#\s]+)/.exec(trimmed)?.[1];
  if (named !== undefined) return named;
  return /^[A-Za-z0-9_-]+$/.test(trimmed) ? trimmed : '';
}

/**
 * The page's token: from the address, which is cleared of it at once so that it is neither bookmarked nor seen over a
 * shoulder, else from this tab's own storage.
 */
export function takeToken(): string | undefined {
  const fromAddress = window.location.hash.includes('token=') ? tokenIn(window.location.hash) : '';
  if (fromAddress !== '') {
    keepToken(fromAddress);
    window.history.replaceState(null, '', `${window.location.pathname}#/now`);
  }
  return window.sessionStorage.getItem(storageKey) ?? undefined;
}

export function keepToken(token: string): void {
  window.sessionStorage.setItem(storageKey, token);
}
