import { encodeLabels } from '../metrics/encode';
import { showSeries } from '../metrics/quote';
import { failure, type Outcome } from '../outcome';
import type { GatewayFailureCode } from './gateway';
import type { Group } from './group';

export function inconsistent(reason: string): Outcome<never, GatewayFailureCode> {
  // Begins as the Pushgateway's answer does, for scripts that look for it.
  return failure(
    'inconsistent',
    `pushed metrics are invalid or inconsistent with existing metrics: ${reason}`,
  );
}

/** No trace is left of such a push: the times of both groups would be one and the same series. */
export function twinGroup({ key, id }: Group): Outcome<never, GatewayFailureCode> {
  return inconsistent(
    `there is a group ${showSeries(encodeLabels(key))} already, and to Prometheus an empty label is the same as none, so both would be ${showSeries(id)}`,
  );
}

export function full(limit: string): Outcome<never, GatewayFailureCode> {
  return failure('full', `this gateway is full: it holds at most ${limit}`, {
    hint: 'DELETE groups that are no longer pushed.',
  });
}
