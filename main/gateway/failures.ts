import { encodeLabels } from '../metrics/encode';
import type { Position } from '../metrics/fault-list';
import { showSeries } from '../metrics/quote';
import { failure, type Outcome } from '../outcome';
import type { GatewayFailureCode } from './gateway';
import type { Group } from './group';

/** At a place in the pushed text, where that is known. */
export function inconsistent(message: string, place?: Position): Outcome<never, GatewayFailureCode> {
  // Begins as the Pushgateway's answer does, for scripts that look for it.
  const beginning = 'pushed metrics are invalid or inconsistent with existing metrics: ';
  if (!place) return failure('inconsistent', beginning + message);
  const { line, column } = place;
  return failure('inconsistent', `${beginning}${line}:${column}: ${message}`, {
    faults: [{ line, column, message }],
  });
}

/** No trace is left of such a push: the times of both groups would be one and the same series. */
export function twinGroup({ key, id }: Group): Outcome<never, GatewayFailureCode> {
  const there = showSeries(encodeLabels(key));
  return inconsistent(
    `there is a group ${there} already, and to Prometheus an empty label is the same as none, so both would be ${showSeries(id)}: push to that one, or give the label a value`,
  );
}

export function full(limit: string): Outcome<never, GatewayFailureCode> {
  return failure('full', `this gateway is full: it holds at most ${limit}.`, {
    hint: 'DELETE groups that are no longer pushed.',
  });
}
