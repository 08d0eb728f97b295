/** Windows shows no more. https://learn.microsoft.com/windows/win32/api/shellapi/ns-shellapi-notifyicondataa */
const maxLength = 127;

/** The state in words, for pointers and screen readers. */
export function trayTooltip(summary: string): string {
  const text = `Pushtray: ${summary}`;
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}
