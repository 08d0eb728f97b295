import { z } from 'zod';
import { groupingLabels } from '../fields';
import { authentication, tls } from '../http-access';
import { commonFields } from './common';

const pageUrl = z
  .string()
  .refine(
    isPageUrl,
    'is not an address of metrics: write it like http://localhost:9100/metrics, without a user name or fragment',
  );

export const scrapeSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('scrape'),
    url: pageUrl.describe('Address of the metrics, like http://localhost:9100/metrics'),
    labels: groupingLabels
      .default({})
      .describe('Added to every series of this exporter, so that those of two exporters stay apart'),
    auth: authentication.optional(),
    tls: tls.optional(),
  })
  .describe("Scrapes an exporter's metrics");

export type ScrapeSettings = z.infer<typeof scrapeSettings>;

function isPageUrl(text: string): boolean {
  try {
    const { protocol, hostname, username, password, hash } = new URL(text);
    const plain = username === '' && password === '' && hash === '';
    return (protocol === 'http:' || protocol === 'https:') && hostname !== '' && plain;
  } catch {
    return false;
  }
}
