import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { makeFakeMain } from '../../support/fake-main';
import { openApp } from '../../support/render-app';

afterEach(() => {
  vi.restoreAllMocks();
});

const asked = (fake: ReturnType<typeof makeFakeMain>) =>
  fake.calls
    .filter(({ name }) => name === 'samples.query')
    .map(({ input }) => input as { metric: string; fromMs: number; toMs: number })
    .filter(({ metric }) => metric === 'ping_rtt_best_seconds');

describe('the page Report', () => {
  it('is about the last hour until another time is chosen', async () => {
    const fake = await openApp('report');
    expect(await screen.findByText('Network report of web1')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: '15 min' }));
    await waitFor(() => expect(window.location.hash).toBe('#/report?last=15m'));
    await waitFor(() => expect(asked(fake)).toHaveLength(2));
    const [hour, quarter] = asked(fake);
    expect(((quarter?.fromMs ?? 0) - (hour?.fromMs ?? 0)) / 60_000).toBeCloseTo(45, 0);
  });

  it('is about the time that its address names, by this machine’s clock', async () => {
    const fake = await openApp('report?from=2025-03-21T14:00&to=2025-03-21T15:00');
    await screen.findByText('Network report of web1');
    expect(asked(fake).map(({ fromMs }) => fromMs)).toEqual([new Date(2025, 2, 21, 14).getTime()]);
    expect(screen.getByText(/^Fri, 21 Mar 2025, 14:00:00 to Fri, 21 Mar 2025, 15:00:00/)).toBeTruthy();
    expect(screen.getByText(/^So far back only one value for each 15 min is kept/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Up to now' })).toBeNull();
  });

  it('takes no time that ends before it begins', async () => {
    await openApp('report?from=2025-03-21T14:00&to=2025-03-21T15:00');
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2025-03-21T13:00' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(screen.getByText('From must be before the end')).toBeTruthy();
    expect(window.location.hash).toContain('to=2025-03-21T15');
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '' } });
    expect(screen.getByText('To is missing')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2025-03-21T16:30' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    await waitFor(() => expect(window.location.hash).toContain('to=2025-03-21T16%3A30'));
  });

  it('tells what happened: outages, losses, failed pushes with their reasons', async () => {
    await openApp('report');
    const outages = within(await screen.findByRole('region', { name: 'Outages' }));
    expect(outages.getByRole('row', { name: /^db .*lasts to the end.* at least/ })).toBeTruthy();
    expect(screen.getByText('20 of 120 pushes failed.')).toBeTruthy();
    expect(screen.getByRole('row', { name: /^team-b 23 17 17 times.*\(status 401\)/ })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Round trips to cloudflare over time' })).toBeTruthy();
  });

  it('says so when nothing was measured', async () => {
    const handlers = {
      'samples.query': () => success({ series: [] }),
      'pushes.list': () => success({ pushes: [] }),
      'marks.list': () => success({ marks: [] }),
    };
    await openApp('report', makeFakeMain({ handlers }));
    expect(await screen.findByText('Nothing was measured in this time.')).toBeTruthy();
    expect(screen.getByText('No push was made, or none of that time is kept.')).toBeTruthy();
  });

  it('says why it could not be made, and tries again', async () => {
    let broken = true;
    const handlers = {
      'marks.list': () =>
        broken ? failure('history_locked', 'The history is locked.') : success({ marks: [] }),
    };
    await openApp('report', makeFakeMain({ handlers }));
    expect((await screen.findByRole('alert')).textContent).toContain('The history is locked.');
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Network report of web1')).toBeTruthy();
  });

  it.each([
    ['HTML', /\.html$/, 'text/html;charset=utf-8'],
    ['CSV', /\.csv$/, 'text/csv;charset=utf-8'],
    ['JSON', /\.json$/, 'application/json'],
  ])('is saved as %s', async (format, name, type) => {
    await openApp('report?from=2025-03-21T14:00&to=2025-03-21T15:00');
    const blobs: Blob[] = [];
    const names: string[] = [];
    URL.createObjectURL = (blob: Blob) => {
      blobs.push(blob);
      return 'blob:x';
    };
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    fireEvent.click(await screen.findByRole('button', { name: `Save the report as ${format}` }));
    expect(names).toEqual([expect.stringMatching(name)]);
    expect(names[0]).toContain('pushtray-web1-2025-03-21-1400-2025-03-21-1500');
    expect(blobs[0]?.type).toBe(type);
    expect(blobs[0]?.size).toBeGreaterThan(30);
  });
});
