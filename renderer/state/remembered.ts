/** Small choices that this window keeps for itself. Where a browser keeps nothing, they last as long as the page. */

const forThisPage = new Map<string, string>();

export function remembered(name: string): string | undefined {
  try {
    return window.localStorage.getItem(name) ?? undefined;
  } catch {
    return forThisPage.get(name);
  }
}

export function remember(name: string, value: string): void {
  try {
    window.localStorage.setItem(name, value);
  } catch {
    forThisPage.set(name, value);
  }
}
