/**
 * Reads `text/event-stream` (HTML Standard, 9.2.6) from chunks of any size: feed it text, it tells each whole event.
 * Comments, ids and retry times are passed over.
 */
export function makeEventStreamReader(
  onEvent: (name: string, data: string) => void,
): (chunk: string) => void {
  let rest = '';
  let name = '';
  let data: string[] = [];

  function dispatch(): void {
    if (data.length > 0) onEvent(name === '' ? 'message' : name, data.join('\n'));
    name = '';
    data = [];
  }

  function takeLine(line: string): void {
    if (line === '') {
      dispatch();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  }

  return (chunk) => {
    rest += chunk;
    // A "\r" at the very end may be the first half of "\r\n".
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) takeLine(line);
  };
}
