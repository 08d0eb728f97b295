import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupingPath, parseGroupingPath } from '../../../main/metrics/grouping-key';
import type { Labels } from '../../../main/metrics/model';
import { anyText, labelSet } from '../../support/arbitrary-families';

describe('groupingPath', () => {
  it.each<[Labels, string]>([
    [{ job: 'pushtray', instance: 'web1' }, '/metrics/job/pushtray/instance/web1'],
    [{ instance: 'web1', zone: 'b', job: 'x' }, '/metrics/job/x/instance/web1/zone/b'],
    [{ job: 'x', instance: '10.0.0.1:9100' }, '/metrics/job/x/instance/10.0.0.1%3A9100'],
    [{ job: 'x', path: '/var/tmp' }, '/metrics/job/x/path@base64/L3Zhci90bXA'],
    [{ job: 'a/b' }, '/metrics/job@base64/YS9i'],
    [{ job: 'x', instance: '' }, '/metrics/job/x/instance@base64/='],
    [{ job: 'x', a: '..' }, '/metrics/job/x/a@base64/Li4'],
    [{ job: 'x', a: 'ä b' }, '/metrics/job/x/a@base64/w6QgYg'],
    [{ job: 'x', a: '?>~\u007f' }, '/metrics/job/x/a@base64/Pz5-fw'],
  ])('of %j is %s', (key, path) => {
    expect(groupingPath(key)).toEqual({ ok: true, value: path });
  });

  it.each<[Labels, string]>([
    [{ instance: 'web1' }, 'The grouping key has no job.'],
    [{ job: '' }, 'The grouping key has no job.'],
    [
      { job: 'x', 'a-b': 'c' },
      'The grouping label "a-b" is not a label name: use letters, digits and "_", not beginning with a digit.',
    ],
    [
      JSON.parse('{"job":"x","__proto__":"c"}') as Labels,
      'The grouping label "__proto__" is reserved, since "__" at its beginning is Prometheus\' own: name it otherwise.',
    ],
    [{ job: 'x', a: '\udc00' }, 'The value of the grouping label "a" is not valid Unicode.'],
  ])('of %j is refused', (key, message) => {
    expect(groupingPath(key)).toMatchObject({ ok: false, error: { code: 'bad_grouping_key', message } });
  });
});

describe('parseGroupingPath', () => {
  it('reads back what groupingPath wrote, for any labels', () => {
    const key = fc
      .tuple(
        labelSet,
        anyText.filter((job) => job !== ''),
      )
      .map(([labels, job]): Labels => ({ ...labels, job }));
    fc.assert(
      fc.property(key, (labels) => {
        const path = groupingPath(labels);
        expect(path.ok && parseGroupingPath(path.value)).toEqual({ ok: true, value: labels });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, and answers with labels that groupingPath takes', () => {
    const piece = fc.constantFrom(
      '/',
      '/job',
      'job',
      '@base64',
      '=',
      'eA',
      '%',
      '%2F',
      '%C3',
      '%A4',
      '.',
      'é',
      '😀',
      '__proto__',
      'a',
    );
    const path = fc.array(piece, { maxLength: 12 }).map((pieces) => `/metrics/job/${pieces.join('')}`);
    fc.assert(
      fc.property(fc.oneof(path, fc.string({ unit: 'binary' })), (raw) => {
        const key = parseGroupingPath(raw);
        if (key.ok) expect(groupingPath(key.value).ok).toBe(true);
        else expect(key.error.message).toMatch(/\.$/);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, Labels]>([
    ['/metrics/job/x', { job: 'x' }],
    ['/metrics/job/x/', { job: 'x' }],
    ['/metrics/job/x/instance/', { job: 'x', instance: '' }],
    ['/metrics/job@base64/eA==', { job: 'x' }],
    ['/metrics/job/x/a@base64/====', { job: 'x', a: '' }],
    ['/metrics/job/x/a/1/a/2', { job: 'x', a: '2' }],
    ['/metrics/job/x/job/y', { job: 'x' }],
    ['/metrics/job/x%2Fa%2Fb', { job: 'x', a: 'b' }],
    ['/metrics/job/x/a/\u00c3\u00a4+', { job: 'x', a: 'ä+' }],
    ['/metrics/job/x/a@base64/77u_', { job: 'x', a: '\ufeff' }],
  ])('reads %s', (path, key) => {
    expect(parseGroupingPath(path)).toEqual({ ok: true, value: key });
  });

  it.each([
    ['/metrics', 'not_a_push_path', '"/metrics" is not a path to push to.'],
    ['/metrics/instance/x', 'not_a_push_path', '"/metrics/instance/x" is not a path to push to.'],
    ['/metrics/job/', 'bad_grouping_key', 'The job is empty.'],
    ['/metrics/job@base64/=', 'bad_grouping_key', 'The job is empty.'],
    ['/metrics/job/x/a', 'bad_grouping_key', 'The label "a" at the end of the path has no value.'],
    ['/metrics/job/x/a/b/', 'bad_grouping_key', 'The path ends in "/" after a value.'],
    ['/metrics/job/x//b', 'bad_grouping_key', 'The path has "//".'],
    ['/metrics/job/x/a/%2e', 'bad_grouping_key', 'The path has "." or ".." between slashes.'],
    [
      '/metrics/job/x/a-b/c',
      'bad_grouping_key',
      '"a-b" is not a label name: use letters, digits and "_", not beginning with a digit.',
    ],
    [
      '/metrics/job/x/__a/c',
      'bad_grouping_key',
      '"__a" is reserved, since "__" at its beginning is Prometheus\' own: name it otherwise.',
    ],
    ['/metrics/job/x/a@base64/a+b', 'bad_grouping_key', 'The value of "a" is not base64: "a+b".'],
    ['/metrics/job/x/a@base64/e', 'bad_grouping_key', 'The value of "a" is not base64: "e".'],
    ['/metrics/job/x/a@base64/_w', 'bad_grouping_key', 'The value of "a" is not UTF-8 once decoded.'],
    [
      '/metrics/job/x/a/%zz',
      'bad_grouping_key',
      'The path has a "%" that two hexadecimal digits do not follow.',
    ],
    ['/metrics/job/x/a/%ff', 'bad_grouping_key', 'The path is not UTF-8 once decoded.'],
  ])('refuses %s and says why', (path, code, message) => {
    expect(parseGroupingPath(path)).toMatchObject({ ok: false, error: { code, message } });
  });
});
