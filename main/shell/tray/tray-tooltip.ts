/** Windows shows no more. https://learn.microsoft.com/windows/win32/api/shellapi/ns-shellapi-notifyicondataa */
const maxLength = 127;

/** The words for pointers and screen readers, as far as there is room. */
export function trayTooltip(words: string): string {
  return words.length <= maxLength ? words : `${words.slice(0, maxLength - 1)}…`;
}
