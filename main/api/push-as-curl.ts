import type { PushRecord } from '../history/history';
import { textContentType } from '../metrics/encode';

/**
 * A line for a POSIX shell that does the same push again. Without credentials and headers of settings, which are no part of a
 * record. Nothing for a body that was cut or that is not sent as text.
 */
export function pushAsCurl(
  push: Pick<PushRecord, 'method' | 'url' | 'requestBody' | 'bodyCut'>,
): string | undefined {
  const { method, url, requestBody, bodyCut } = push;
  const isText = new URL(url).pathname.includes('/metrics/job');
  if (bodyCut || !isText) return undefined;
  const call = `curl --fail-with-body --silent --show-error --request ${method} ${quoted(url)}`;
  if (method === 'DELETE') return call;
  const end = delimiterFor(requestBody);
  const header = quoted(`Content-Type: ${textContentType}`);
  return `${call} --header ${header} --data-binary @- <<'${end}'\n${requestBody}${end}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A line that the body does not have. */
function delimiterFor(body: string): string {
  const lines = new Set(body.split('\n'));
  let end = 'END';
  while (lines.has(end)) end += '_';
  return end;
}
