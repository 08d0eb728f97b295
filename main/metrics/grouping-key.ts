import { failure, type Outcome, success } from '../outcome';
import { decodeBase64Url, encodeBase64Url } from './base64url';
import type { Labels } from './model';
import { labelNameFault } from './names';
import { hasLoneSurrogate, quote } from './quote';

export type GroupingKeyFault = 'not_a_push_path' | 'bad_grouping_key';

const base64Suffix = '@base64';

/** What a URL's path takes as it is (RFC 3986 `pchar`), save that `.` and `..` alone would be resolved away. */
const safeInPath = /^(?!\.{1,2}$)[A-Za-z0-9\-._~!$&'()*+,;=:@]+$/;

/**
 * The path of a Pushgateway's group: `/metrics/job/x/instance/y`, job first, then the labels in their own order. A
 * value that a path cannot hold is written as `name@base64/…`, which every Pushgateway since 0.9 understands.
 */
export function groupingPath(key: Labels): Outcome<string, GroupingKeyFault> {
  const { job = '', ...others } = key;
  if (job === '') return badKey('The grouping key has no job.', 'Give "job" a value that is not empty.');
  const path = ['/metrics'];
  for (const [name, value] of [['job', job] as const, ...Object.entries(others)]) {
    const nameFault = labelNameFault(name);
    if (nameFault) return badKey(`The grouping label ${quote(name)} ${nameFault}.`);
    if (hasLoneSurrogate(value))
      return badKey(`The value of the grouping label "${name}" is not valid Unicode.`);
    path.push(safeInPath.test(value) ? `${name}/${encodeURIComponent(value)}` : inBase64(name, value));
  }
  return success(path.join('/'));
}

function inBase64(name: string, value: string): string {
  return `${name}${base64Suffix}/${encodeBase64Url(new TextEncoder().encode(value)) || '='}`;
}

/**
 * The grouping key in a push URL's path, by the Pushgateway's own grammar: `%2F` separates like `/`, of a label
 * given twice the last value counts, but the first segment is the job whatever follows.
 *
 * `rawPath` is still percent-encoded and without a query; characters U+0080 to U+00FF in it are single bytes, as Node's HTTP
 * parser hands them over. Where the Pushgateway redirects (`//`, `.`, `..`, no job), this refuses: a client
 * that follows the redirect by GET would lose its push.
 */
export function parseGroupingPath(rawPath: string): Outcome<Labels, GroupingKeyFault> {
  const path = decodePath(rawPath);
  if (!path.ok) return path;
  const [empty, metrics, jobName = '', ...segments] = path.value.split('/');
  if (empty !== '' || metrics !== 'metrics' || (jobName !== 'job' && jobName !== `job${base64Suffix}`)) {
    return failure('not_a_push_path', `${quote(path.value)} is not a path to push to.`, {
      hint: 'Push to /metrics/job/JOB, followed by /LABEL/VALUE for each further label.',
    });
  }
  return keyOf(jobName, segments);
}

function decodePath(rawPath: string): Outcome<string, GroupingKeyFault> {
  const bytesEscaped = rawPath.replace(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  if (/%(?![0-9a-fA-F]{2})/.test(bytesEscaped)) {
    return badKey('The path has a "%" that two hexadecimal digits do not follow.', 'Write "%" as "%25".');
  }
  try {
    return success(decodeURIComponent(bytesEscaped));
  } catch {
    return badKey('The path is not UTF-8 once decoded.', 'Percent-encode the UTF-8 bytes of each value.');
  }
}

function keyOf(jobName: string, segments: readonly string[]): Outcome<Labels, GroupingKeyFault> {
  const [jobSegment = '', ...rest] = segments;
  const labelSegments = rest.length === 1 && rest[0] === '' ? [] : rest;
  if (segments.slice(0, -1).includes('')) {
    return badKey('The path has "//".', 'Write an empty value as LABEL@base64/=');
  }
  if (segments.some((segment) => segment === '.' || segment === '..')) {
    return badKey('The path has "." or ".." between slashes.', 'Write such a value as LABEL@base64/…');
  }
  if (labelSegments.length % 2 !== 0) return unpaired(labelSegments.at(-1) ?? '');

  const key: Record<string, string> = { job: '' };
  for (let at = 0; at < labelSegments.length; at += 2) {
    const label = readLabel(labelSegments[at] ?? '', labelSegments[at + 1] ?? '');
    if (!label.ok) return label;
    key[label.value.name] = label.value.value;
  }
  const job = readLabel(jobName, jobSegment);
  if (!job.ok) return job;
  if (job.value.value === '') return badKey('The job is empty.', 'Name it: /metrics/job/JOB');
  return success({ ...key, job: job.value.value });
}

function unpaired(segment: string): Outcome<never, GroupingKeyFault> {
  if (segment === '') return badKey('The path ends in "/" after a value.', 'Leave the last "/" out.');
  return badKey(
    `The label ${quote(segment)} at the end of the path has no value.`,
    'Write labels in pairs: /LABEL/VALUE; a value with a slash as LABEL@base64/…',
  );
}

function readLabel(
  segment: string,
  value: string,
): Outcome<{ name: string; value: string }, GroupingKeyFault> {
  const inBase64 = segment.endsWith(base64Suffix);
  const name = inBase64 ? segment.slice(0, -base64Suffix.length) : segment;
  const nameFault = labelNameFault(name);
  if (nameFault) return badKey(`${quote(name)} ${nameFault}.`);
  if (!inBase64) return success({ name, value });

  const bytes = decodeBase64Url(value);
  if (!bytes) {
    return badKey(
      `The value of "${name}" is not base64: ${quote(value)}.`,
      'Use the URL-safe alphabet, "-" and "_" in place of "+" and "/".',
    );
  }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return success({ name, value: decoder.decode(bytes) });
  } catch {
    return badKey(
      `The value of "${name}" is not UTF-8 once decoded.`,
      'Encode the UTF-8 bytes of the value.',
    );
  }
}

function badKey(message: string, hint?: string): Outcome<never, GroupingKeyFault> {
  return failure('bad_grouping_key', message, hint === undefined ? {} : { hint });
}
