import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { makeFakeMain } from '../../support/fake-main';
import { openApp } from '../../support/render-app';

afterEach(() => {
  vi.restoreAllMocks();
});

const panel = async () => within(await screen.findByRole('region', { name: 'Last 24 hours' }));

describe('the last 24 hours on Now', () => {
  it('are told with links to the target and to the report of that time', async () => {
    await openApp('now');
    const happened = await panel();
    const row = await waitFor(() => {
      const found = happened.getByText(/^25 % lost for/).closest('li');
      if (found === null) throw new Error('no row');
      return within(found);
    });
    expect(row.getByRole('link', { name: 'router' }).getAttribute('href')).toBe('#/targets/router');
    const report = row.getByRole('link', {
      name: /^Report of the time around .*: router 25\s% lost/,
    });
    expect(report.getAttribute('href')).toMatch(/^#\/report\?from=\d{4}-.*&to=\d{4}-/);
    expect(happened.getAllByRole('listitem').length).toBeLessThanOrEqual(8);
  });

  it('say so when nothing happened', async () => {
    const handlers = {
      'samples.query': () => success({ series: [] }),
      'marks.list': () => success({ marks: [] }),
    };
    await openApp('now', makeFakeMain({ handlers }));
    expect(await (await panel()).findByText(/^No outage, no stretch of loss/)).toBeTruthy();
  });

  it('are not asked for while nobody looks', async () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const fake = await openApp('now');
    expect(await (await panel()).findByText('Reading history')).toBeTruthy();
    const days = fake.calls.filter(
      ({ name, input }) => name === 'samples.query' && (input as { maxPoints: number }).maxPoints === 289,
    );
    expect(days).toEqual([]);
  });

  it('say quietly why they could not be read, and are read again', async () => {
    let isBroken = true;
    const handlers = {
      'marks.list': () =>
        isBroken ? failure('history_locked', 'The history is locked.') : success({ marks: [] }),
      'samples.query': () => success({ series: [] }),
    };
    await openApp('now', makeFakeMain({ handlers }));
    const happened = await panel();
    expect(await happened.findByText('The history is locked.')).toBeTruthy();
    expect(happened.queryByRole('alert')).toBeNull();
    isBroken = false;
    fireEvent.click(happened.getByRole('button', { name: 'Try again' }));
    expect(await happened.findByText(/^No outage/)).toBeTruthy();
  });
});
