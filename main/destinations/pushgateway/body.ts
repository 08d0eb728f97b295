import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { encodeText, textContentType } from '../../metrics/encode';
import type { MetricFamily } from '../../metrics/model';

const compress = promisify(gzip);

export interface Body {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly series: number;
}

export interface SentBody {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export const emptyBody: Body = { text: '', bytes: new Uint8Array(), series: 0 };

export function encodeBody(families: readonly MetricFamily[]): Body {
  const text = encodeText(families);
  const series = families.reduce((count, family) => count + family.samples.length, 0);
  return { text, bytes: Buffer.from(text), series };
}

/** What goes over the wire. Pushgateways before 1.5 cannot read gzip. */
export async function sentBody({ bytes }: Body, useGzip: boolean): Promise<SentBody> {
  const headers = { 'Content-Type': textContentType };
  if (!useGzip || bytes.length === 0) return { bytes, headers };
  return { bytes: await compress(bytes), headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

/** The first metric with a timestamp: a Pushgateway refuses the whole body for it. */
export function timestampedMetric(families: readonly MetricFamily[]): string | undefined {
  return families.find(({ samples }) => samples.some(({ timestampMs }) => timestampMs !== undefined))?.name;
}
