import { parseText } from '../../metrics/parse';
import { makeHttpClient } from '../../platform/http-client';
import type { ScrapeSettings } from '../../settings/schema/collectors';
import type { Collected, MakeCollector, Problem } from '../collector';
import { underOurLabels } from '../exported-labels';
import { faultProblems } from '../faults';
import { guarded } from '../guarded';
import { problemOf } from '../problem';
import { readPage } from './page';
import { withoutTimestamps } from './timestamps';

/** What an exporter on this machine or near it gives, under our own job and instance. Redirects are not followed. */
export const makeScrape: MakeCollector<ScrapeSettings> = ({ url, labels }, { clock }) => {
  const http = makeHttpClient();
  return {
    collect: guarded(async (signal): Promise<Collected> => {
      const page = await readPage(http, url, signal);
      // The cycle itself says that its time was over.
      if (signal.aborted) return { families: [], problems: [] };
      if (!page.ok) return { families: [], problems: [problemOf(page.error)] };
      const { families, faults } = parseText(page.value, { timestamps: 'keep' });
      const untimed = withoutTimestamps(families, clock.nowMs());
      return {
        families: underOurLabels(untimed.families, labels),
        problems: [...faultProblems(faults, url), ...staleProblems(untimed.stale, url)],
        source: url,
      };
    }),
    async close() {
      http.close();
    },
  };
};

function staleProblems(count: number, url: string): Problem[] {
  if (count === 0) return [];
  const message = `${count} samples of ${url} have timestamps more than 5 minutes old, and are left out.`;
  return [{ code: 'bad_output', message }];
}
