import { describe, expect, it } from 'vitest';
import { httpFailure } from '../../../main/platform/http-failures';

describe('a name with several addresses that all fail', () => {
  it.each([
    [['ETIMEDOUT', 'ECONNREFUSED'], 'refused'],
    [['ECONNREFUSED', 'ETIMEDOUT'], 'refused'],
    [['ENETUNREACH', 'ECONNREFUSED'], 'refused'],
    [['ETIMEDOUT', 'EHOSTUNREACH'], 'unreachable'],
    [['ENETUNREACH', 'ETIMEDOUT'], 'timeout'],
  ])('%j has one reason, whichever address was first: %s', (codes, reason) => {
    const errors = codes.map((code) => Object.assign(new Error(code), { code }));
    const all = Object.assign(new AggregateError(errors), { code: codes[0] });
    expect(httpFailure('gateway:9091', all).error).toMatchObject({
      code: reason,
      message: expect.stringContaining('gateway:9091'),
    });
  });
});
