import { parseSteps } from '../../metrics/parse';
import { authorization } from '../../platform/credentials';
import { makeHttpClient } from '../../platform/http-client';
import { finishInSlices, Slices } from '../../platform/slices';
import type { ScrapeSettings } from '../../settings/schema/collectors';
import type { Collected, MakeCollector, Problem } from '../collector';
import { underOurLabels } from '../exported-labels';
import { faultProblems } from '../faults';
import { guarded } from '../guarded';
import { problemOf } from '../problem';
import { holdsSeriesOf } from './own-series';
import { readPage } from './page';
import { withoutTimestamps } from './timestamps';

/** What an exporter on this machine or near it gives, under our own job and instance. Redirects are not followed. */
export const makeScrape: MakeCollector<ScrapeSettings> = ({ url, labels, auth, tls }, machine) => {
  const { clock, secret, ownInstance } = machine;
  const http = makeHttpClient({ tls });
  return {
    collect: guarded(async (signal): Promise<Collected> => {
      const credentials = authorization(auth, secret);
      if (!credentials.ok) {
        return { families: [], problems: [problemOf({ ...credentials.error, code: 'permission' })] };
      }
      const page = await readPage(http, url, { headers: credentials.value, signal });
      // The cycle itself says that its time was over.
      if (signal.aborted) return { families: [], problems: [] };
      if (!page.ok) return { families: [], problems: [problemOf(page.error)] };
      const slices = new Slices(clock);
      const parsing = parseSteps(page.value, { timestamps: 'keep' });
      const { families, faults } = await finishInSlices(parsing, slices);
      if (holdsSeriesOf(ownInstance(), families)) return { families: [], problems: [ownSeries(url)] };
      const untimed = withoutTimestamps(families, clock.nowMs());
      return {
        families: await finishInSlices(underOurLabels(untimed.families, labels), slices),
        problems: [...faultProblems(faults, url, page.value), ...staleProblems(untimed.stale, url)],
        source: url,
      };
    }),
    async close() {
      http.close();
    },
  };
};

function ownSeries(url: string): Problem {
  const message = `${url} holds what this machine pushes itself. Taken from there and pushed again it would grow with every cycle, so nothing of that page is taken. Scrape the exporters themselves instead.`;
  return { code: 'bad_output', message };
}

function staleProblems(count: number, url: string): Problem[] {
  if (count === 0) return [];
  const message = `${count} samples of ${url} have timestamps more than 5 minutes old, and are left out.`;
  return [{ code: 'bad_output', message }];
}
