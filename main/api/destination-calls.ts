import type { PushPreview } from '../destinations/destination';
import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';
import { pushAsCurl } from './push-as-curl';

type DestinationCalls = Pick<Handlers, 'destination.test' | 'destination.preview' | 'destination.verify'>;

/** Of the body of a preview, in UTF-16 units: as much as a record keeps. */
const maxPreviewLength = 64 * 1024;

/** Longer than most scrape intervals; a person waits for the answer. */
const arrivesWithinMs = 90_000;

export function destinationCalls(parts: ApiParts): DestinationCalls {
  const { engine } = parts;
  return {
    async 'destination.preview'({ destination }) {
      const previews = await engine.previewDestination(destination);
      if (!previews.ok) return previews;
      const requests = previews.value.map(({ requestBody, groupingKey, ...request }) => ({
        ...request,
        groupingKey: { ...groupingKey },
        ...previewedBody({ ...request, requestBody }),
      }));
      const replaces = await engine.replacedFamilies(destination);
      return success({ requests, ...(replaces.length > 0 && { replaces: [...replaces] }) });
    },

    async 'destination.test'({ destination }) {
      const { outcomes, replaces } = await engine.tryDestination(destination);
      const failed = outcomes.find((outcome) => outcome.failure)?.failure;
      if (failed) return { ok: false, error: failed };
      const tried = outcomes.map(({ status, durationMs, url }) => ({
        durationMs,
        url,
        ...(status === undefined ? {} : { status }),
      }));
      return success({ tried, ...(replaces.length > 0 && { replaces: [...replaces] }) });
    },

    'destination.verify': ({ destination }) => verify(destination, parts),
  };
}

function previewedBody({ method, url, requestBody }: Pick<PushPreview, 'method' | 'url' | 'requestBody'>) {
  const bodyCut = requestBody.length > maxPreviewLength;
  const curl = pushAsCurl({ method, url, requestBody, bodyCut });
  return { body: requestBody.slice(0, maxPreviewLength), bodyCut, ...(curl !== undefined && { curl }) };
}

async function verify(id: string, { engine, settings, arrival, clock }: ApiParts) {
  const current = settings.current();
  const destination = current.destinations.find((one) => one.id === id);
  if (!destination) return failure('not_found', `There is no destination "${id}".`);
  const measuredSinceMs = clock.nowMs();
  const pushed = await engine.pushNow(id);
  if (!pushed.ok) return pushed;
  if (!pushed.value.some(({ ok }) => ok)) {
    return failure('not_delivered', pushed.value[0]?.errorMessage ?? 'Nothing was delivered.');
  }
  const arrived = await arrival(destination, {
    settings: current,
    measuredSinceMs,
    delivered: () => engine.deliveredTimes(id),
    withinMs: arrivesWithinMs,
  });
  return arrived.ok ? success({ ...arrived.value }) : arrived;
}
