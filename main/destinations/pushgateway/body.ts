import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { encodeText, textContentType } from '../../metrics/encode';
import type { MetricFamily } from '../../metrics/model';
import type { RepeatedEncoder } from '../../metrics/repeated-encoder';

const compress = promisify(gzip);

/** The fastest: most of the gain is in names that repeat. */
const level = constants.Z_BEST_SPEED;

export interface Body {
  readonly bytes: Buffer;
  readonly series: number;
}

export interface SentBody {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

export const emptyBody: Body = { bytes: Buffer.alloc(0), series: 0 };

/** `encoder` is one that has encoded mostly the same series before. */
export function encodeBody(families: readonly MetricFamily[], encoder?: RepeatedEncoder): Body {
  const series = families.reduce((count, family) => count + family.samples.length, 0);
  if (!encoder) return { bytes: Buffer.from(encodeText(families)), series };
  const bytes = encoder.encode(families);
  return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), series };
}

/** What goes over the wire. Pushgateways before 1.5 cannot read gzip. */
export async function sentBody({ bytes }: Body, useGzip: boolean): Promise<SentBody> {
  const headers = { 'Content-Type': textContentType };
  if (!useGzip || bytes.length === 0) return { bytes, headers };
  return { bytes: await compress(bytes, { level }), headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

/** The first metric with a timestamp: a Pushgateway refuses the whole body for it. */
export function timestampedMetric(families: readonly MetricFamily[]): string | undefined {
  return families.find(({ samples }) => samples.some(({ timestampMs }) => timestampMs !== undefined))?.name;
}
