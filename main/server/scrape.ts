import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, RequestHandler } from 'express';
import type { Gateway } from '../gateway/gateway';
import { encodeText, textContentType } from '../metrics/encode';
import { mergeFamilies } from '../metrics/merge';
import type { Labels, MetricFamily } from '../metrics/model';
import { encodeFamilies, protobufContentType } from '../metrics/protobuf-encode';
import { isDelimitedProtobuf } from './content-type';

const compress = promisify(gzip);

/** What this machine measured, and the group that it is served under. */
export interface OwnGroup {
  readonly groupingKey: Labels;
  readonly families: readonly MetricFamily[];
}

export interface ScrapeParts {
  readonly own: () => OwnGroup;
  /** Absent: others cannot push to this machine. */
  readonly gateway: Gateway | undefined;
}

/**
 * `GET /metrics`: everything measured and everything pushed in, to be scraped with `honor_labels: true`. As text 0.0.4, also
 * for whoever accepts neither, or as protobuf for whoever would rather have that.
 */
export function scrape(parts: ScrapeParts): RequestHandler {
  return async (request, response) => {
    const asProtobuf = prefersProtobuf(request);
    const families = servedFamilies(parts);
    const served = Buffer.from(asProtobuf ? encodeFamilies(families) : encodeText(families));
    const gzipped = request.acceptsEncodings('gzip', 'identity') === 'gzip';
    const body = gzipped ? await compress(served) : served;
    response.writeHead(200, {
      'Content-Type': asProtobuf ? protobufContentType : textContentType,
      'Content-Length': body.length,
      'Cache-Control': 'no-store',
      Vary: 'Accept, Accept-Encoding',
      ...(gzipped && { 'Content-Encoding': 'gzip' }),
    });
    response.end(body);
  };
}

/** Only whoever names it in full, as a Pushgateway has it: one that takes `application/*` need not be able to read it. */
function prefersProtobuf(request: Request): boolean {
  const named = (request.headers.accept ?? '').split(',').some((type) => isDelimitedProtobuf(type));
  return named && request.accepts([textContentType, protobufContentType]) === protobufContentType;
}

/**
 * Our own group once, as measured now and not as it was last pushed, though with the times of that push. Should a
 * pushed family not go together with one of ours, ours is served; pushes of it are refused from then on.
 */
function servedFamilies({ own, gateway }: ScrapeParts): readonly MetricFamily[] {
  const { groupingKey, families } = own();
  const measured = families.map((family) => withLabels(family, groupingKey));
  const pushed = gateway?.families({ onlyPushTimesOf: groupingKey }) ?? [];
  const merged = mergeFamilies([
    { owner: 'pushtray', families: measured },
    { owner: 'gateway', families: pushed },
  ]);
  return merged.families.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function withLabels(family: MetricFamily, labels: Labels): MetricFamily {
  return {
    ...family,
    samples: family.samples.map((sample) => ({ ...sample, labels: { ...sample.labels, ...labels } })),
  };
}
