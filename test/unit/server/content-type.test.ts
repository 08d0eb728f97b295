import { describe, expect, it } from 'vitest';
import { isDelimitedProtobuf } from '../../../main/server/content-type';

describe('a Content-Type', () => {
  // As a Pushgateway 1.5.1 takes them.
  it.each([
    'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited',
    'application/vnd.google.protobuf;encoding=delimited;proto=io.prometheus.client.MetricFamily',
    'Application/VND.google.protobuf;Proto="io.prometheus.client.MetricFamily" ;encoding=delimited',
    'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; q=1',
  ])('%s means protobuf', (contentType) => {
    expect(isDelimitedProtobuf(contentType)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'text/plain; version=0.0.4',
    'application/x-www-form-urlencoded',
    'application/vnd.google.protobuf',
    'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=text',
    'application/vnd.google.protobuf; proto=IO.prometheus.client.MetricFamily; encoding=delimited',
    'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; encoding=delimited',
    'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; x y',
  ])('%s means text', (contentType) => {
    expect(isDelimitedProtobuf(contentType)).toBe(false);
  });
});
