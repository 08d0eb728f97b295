import { isDeepStrictEqual } from 'node:util';
import { success } from '../../outcome';
import { requestHeaders } from '../../platform/credentials';
import { farewellOf, groupingKeyOf, type RemoteWriteSettings } from '../../settings/schema/destinations';
import { durationMs } from '../../settings/schema/duration';
import type {
  Destination,
  DestinationTools,
  GroupJournal,
  Identity,
  MakeDestination,
  PushedGroup,
  PushFailure,
  PushOutcome,
  PushPreview,
  Snapshot,
} from '../destination';
import { KnownVersion } from './known-version';
import { type Moment, textOf } from './moment';
import { MomentQueue } from './moment-queue';
import { PushReport } from './push-report';
import { Writer, type Written } from './writer';

const megabyte = 1024 * 1024;

/**
 * A receiver of Prometheus remote write. What is to be sent is on disk first; one request holds the samples of one moment, so that
 * a moment sent twice (an answer was lost, this process was killed) is the newest that the receiver has, which it takes again.
 */
export const makeRemoteWrite: MakeDestination<RemoteWriteSettings> = (settings, tools): Destination => {
  const backlog = tools.openBacklog({ maxBytes: settings.maxBacklogMegabytes * megabyte });
  const version = new KnownVersion(settings.url, backlog, tools.nowMs);
  const writer = new Writer(settings, tools, version);
  const parts = { settings, tools, queue: new MomentQueue(backlog, settings.onRemove !== 'keep'), writer };
  const keep = (snapshot: Snapshot) => {
    noteWritten(settings, snapshot, tools.groups);
    parts.queue.keep(snapshot, groupingKeyOf(settings, snapshot));
  };
  return {
    push(snapshot, signal) {
      keep(snapshot);
      return deliver(parts, snapshot, signal);
    },

    preview: async (snapshot) => success(previewOf(parts, snapshot)),

    forget(identity, occasion, signal) {
      if (farewellOf(settings, occasion) !== 'keep') return end(parts, identity, signal);
      if (occasion === 'remove') tools.groups.remove(writtenBy(settings, identity));
      return Promise.resolve(undefined);
    },

    close: () => tools.http.close(),

    backlog: {
      keep,
      send: (identity, signal) => deliver(parts, identity, signal),
      size: () => backlog.size(),
    },
  };
};

interface Parts {
  readonly settings: RemoteWriteSettings;
  readonly tools: DestinationTools;
  readonly queue: MomentQueue;
  readonly writer: Writer;
}

function previewOf({ settings, queue, writer }: Parts, snapshot: Snapshot): PushPreview {
  const groupingKey = groupingKeyOf(settings, snapshot);
  const { atMs, series } = queue.next(snapshot, groupingKey);
  // What others pushed goes in a request of its own.
  const moment = { atMs, series: series.filter(({ isForwarded }) => !isForwarded) };
  return {
    method: 'POST',
    url: settings.url,
    groupingKey,
    ...writer.sizeOf(moment),
    series: moment.series.length,
    requestBody: textOf(moment),
  };
}

function writtenBy(settings: RemoteWriteSettings, { instance, labels }: Identity): PushedGroup {
  return { settings, identity: { instance, labels } };
}

/** Whatever this destination wrote under another key ends with what it writes now. */
function noteWritten(settings: RemoteWriteSettings, identity: Identity, groups: GroupJournal): void {
  const written = writtenBy(settings, identity);
  const isEarlier = (known: PushedGroup) =>
    known.settings.kind === 'remote-write' &&
    known.settings.id === settings.id &&
    !isDeepStrictEqual(known, written);
  for (const known of groups.list()) if (isEarlier(known)) groups.remove(known);
  groups.add(written);
}

/** Ends every series, unless an earlier try did: then what waits of that is sent. */
async function end(parts: Parts, identity: Identity, signal: AbortSignal): Promise<PushOutcome | undefined> {
  const { settings, tools, queue } = parts;
  const hasEnded = queue.end(groupingKeyOf(settings, identity), tools.nowMs());
  const written = writtenBy(settings, identity);
  const isKnown = tools.groups.list().some((known) => isDeepStrictEqual(known, written));
  const outcome =
    hasEnded || (isKnown && queue.oldest()) ? await deliver(parts, identity, signal) : undefined;
  if (!queue.oldest()) tools.groups.remove(written);
  return outcome;
}

/** Sends what waits, the oldest first, until nothing waits, something fails, or half the time is over. */
async function deliver(parts: Parts, identity: Identity, signal: AbortSignal): Promise<PushOutcome> {
  const { settings, tools, queue, writer } = parts;
  const own = new PushReport(settings.url, groupingKeyOf(settings, identity), tools.monotonicMs);
  const forwarded = new PushReport(settings.url, {}, tools.monotonicMs);
  const headers = requestHeaders(settings, tools.secret);
  if (!headers.ok) return own.outcome({ ...headers.error, retryable: false });

  const timeoutMs = durationMs(settings.timeout);
  const limits = () => ({
    timeoutMs: timeoutMs - own.elapsedMs(),
    signal,
    headers: headers.value,
  });
  let failure: PushFailure | undefined;
  while (own.isEmpty() || own.elapsedMs() < timeoutMs / 2) {
    const unready = await writer.unready(limits());
    failure = unready && heldBack(unready, queue);
    if (failure) break;
    queue.proveTimes();
    queue.dropBefore(tools.nowMs() - durationMs(settings.maxAge));
    const queued = queue.oldest();
    if (!queued) break;
    const sent = await sendParts(queued.moment, (part) => writer.write(part, limits()), { own, forwarded });
    failure = sent.failure;
    if (failure) break;
    queue.settle(queued, sent.refusedSamples);
    if (!sent.goOn) break;
  }
  const outcome = own.outcome(failure);
  return forwarded.isEmpty() ? outcome : { ...outcome, also: [forwarded.outcome(failure)] };
}

interface SentParts {
  readonly failure?: PushFailure;
  readonly refusedSamples: number;
  readonly goOn: boolean;
}

/** In a request each: what the receiver does not take of others costs nothing of this machine's own. */
async function sendParts(
  { atMs, series }: Moment,
  write: (part: Moment) => Promise<Written>,
  reports: { readonly own: PushReport; readonly forwarded: PushReport },
): Promise<SentParts> {
  let taken = 0;
  for (const which of ['own', 'forwarded'] as const) {
    const ofPart = series.filter(({ isForwarded = false }) => isForwarded === (which === 'forwarded'));
    if (ofPart.length === 0) continue;
    const part = { atMs, series: ofPart };
    const written = await write(part);
    reports[which].add(part, written);
    const { meaning } = written;
    if (meaning.kind === 'failed') return { failure: meaning.failure, refusedSamples: 0, goOn: false };
    const isRefused = meaning.kind === 'refused';
    taken += isRefused ? Math.min(meaning.samplesWritten, ofPart.length) : ofPart.length;
    if (isRefused && !meaning.goOn) return { refusedSamples: series.length - taken, goOn: false };
  }
  return { refusedSamples: series.length - taken, goOn: true };
}

function heldBack(failure: PushFailure, queue: MomentQueue): PushFailure {
  if (failure.code === 'clock_skew') queue.dropUnproven();
  return failure;
}
