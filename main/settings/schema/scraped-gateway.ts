import type { z } from 'zod';
import type { CollectorSettings } from './collectors';
import type { DestinationSettings } from './destinations';
import { placeOf } from './place';

interface Parts {
  readonly collectors: readonly CollectorSettings[];
  readonly destinations: readonly DestinationSettings[];
}

/**
 * A Pushgateway's page holds what is pushed there: scraped and pushed again it would grow by itself with every cycle. Of an address by
 * another name the collector finds it out.
 */
export function scrapesNoGatewayOfOurs({ collectors, destinations }: Parts, context: z.RefinementCtx): void {
  const pages = new Map(
    destinations.flatMap((destination) =>
      destination.kind === 'pushgateway' && destination.enabled
        ? destination.urls.map((url) => [pageOf(`${url.replace(/\/+$/, '')}/metrics`), destination.id])
        : [],
    ),
  );
  collectors.forEach((collector, index) => {
    if (collector.kind !== 'scrape' || !collector.enabled) return;
    const destination = pages.get(pageOf(collector.url));
    if (destination === undefined) return;
    context.addIssue({
      code: 'custom',
      path: ['collectors', index, 'url'],
      message: `is the page of the Pushgateway to which the destination "${destination}" pushes: what was pushed would come back and be pushed again, more each time. Scrape the exporters themselves`,
    });
  });
}

/** What is no address, as in a half-filled form, is a page of its own: its fault is told at its field. */
function pageOf(url: string): string {
  try {
    return `${placeOf(url)}${new URL(url).pathname}`;
  } catch {
    return url;
  }
}
