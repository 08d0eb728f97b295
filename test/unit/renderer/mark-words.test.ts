import { describe, expect, it } from 'vitest';
import { en } from '../../../main/texts/en';
import { markWords } from '../../../renderer/charts/mark-words';

const words = (from: string | undefined, to: string | undefined) =>
  markWords({ atMs: 0, kind: 'network_changed', ...(from && { from }), ...(to && { to }) }, en.charts);

describe('a change of network in words', () => {
  it('says what there is where nothing was known before', () => {
    expect(words(undefined, 'up0 10.0.0.2')).toBe('Network: up0 10.0.0.2');
    expect(words('up0 10.0.0.2', 'up0 10.0.0.2')).toBe('Network: up0 10.0.0.2');
  });

  it('says what it was and what it is', () => {
    expect(words('up0 10.0.0.2', 'up1 10.0.0.3')).toBe('Network changed: up0 10.0.0.2 → up1 10.0.0.3');
    expect(words('up0 10.0.0.2', undefined)).toBe('Network changed: up0 10.0.0.2 → none');
  });
});
