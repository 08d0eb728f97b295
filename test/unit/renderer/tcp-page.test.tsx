import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AppState } from '../../../main/contract/state';
import { failure, success } from '../../../main/outcome';
import { makeFakeMain } from '../../support/fake-main';
import { openApp } from '../../support/render-app';

const region = (name: string) => within(screen.getByRole('region', { name }));
const charts = () => screen.findByRole('group', { name: 'Connections by state' });

describe('the page of TCP', () => {
  it('shows every state with its count of now, and what the kernel counts', async () => {
    await openApp('tcp');
    await charts();
    const states = region('Connections by state');
    expect(states.getByRole('row', { name: /CLOSE_WAIT 198$/ })).toBeTruthy();
    const counters = region('What the kernel counts');
    expect(counters.getByRole('heading', { name: 'Retransmitted segments' })).toBeTruthy();
  });

  it('hides a state in the chart and shows it again', async () => {
    await openApp('tcp');
    await charts();
    fireEvent.click(screen.getByRole('button', { name: 'Hide LISTEN in the chart', pressed: true }));
    const again = screen.getByRole('button', { name: 'Show LISTEN in the chart', pressed: false });
    fireEvent.click(again);
    expect(screen.getByRole('button', { name: 'Hide LISTEN in the chart' })).toBeTruthy();
  });

  it('reads the counts of each state out at the crosshair', async () => {
    await openApp('tcp?range=10m');
    const group = await charts();
    fireEvent.keyDown(group, { key: 'ArrowLeft', shiftKey: true });
    const [states] = screen.getAllByRole('region', { name: 'At the crosshair' });
    expect(within(states as HTMLElement).getByText('ESTABLISHED')).toBeTruthy();
  });

  it('says so where the system counts nothing but states', async () => {
    const handlers = { 'samples.query': () => success({ series: [] }) };
    await openApp('tcp', makeFakeMain({ handlers }));
    await charts();
    expect(screen.getByText(/^Only Linux counts/)).toBeTruthy();
    expect(screen.getByText('Nothing was measured in this time.')).toBeTruthy();
  });

  it.each([
    [{ enabled: true, state: 'paused' }, 'Monitoring is paused.'],
    [{ enabled: false, state: 'paused' }, 'The collector that counts them is switched off.'],
  ] as const)('says why there are no newer counts: %j', async (change, words) => {
    const state = ({ tcp: _tcp, ...busy }: AppState) => ({
      ...busy,
      collectors: busy.collectors.map((one) => (one.kind === 'tcp-states' ? { ...one, ...change } : one)),
    });
    await openApp('tcp', makeFakeMain({ state }));
    expect(screen.getByText(words)).toBeTruthy();
    await openApp('now', makeFakeMain({ state }));
    expect(screen.getAllByText(words).length).toBeGreaterThan(0);
  });
});

describe('who holds the connections of a state', () => {
  it('is asked for when the state is opened, and again by a press', async () => {
    const fake = makeFakeMain();
    await openApp('tcp/close_wait', fake);
    const panel = within(await screen.findByRole('dialog', { name: 'Connections in CLOSE_WAIT' }));
    expect(await panel.findByText('java')).toBeTruthy();
    for (const [title, row] of [
      ['Processes', /^java PID 4211 198/],
      ['Remote addresses', /^10\.0\.0\.9 198/],
      ['Remote ports', /^443 198/],
      ['Local ports', /^8080 198/],
    ] as const) {
      expect(within(panel.getByRole('region', { name: title })).getByRole('row', { name: row })).toBeTruthy();
    }
    expect(panel.getByText(/^As of \d\d:\d\d:\d\d$/)).toBeTruthy();
    fireEvent.click(panel.getByRole('button', { name: 'Ask again' }));
    const calls = fake.calls.filter(({ name }) => name === 'tcp.holders');
    expect(calls.map(({ input }) => input)).toEqual([{ state: 'close_wait' }, { state: 'close_wait' }]);
  });

  it('is said to be nobody when there is no such connection', async () => {
    const nobody = {
      connections: 0,
      processes: [],
      withoutProcess: 0,
      remoteAddresses: [],
      remotePorts: [],
      localPorts: [],
      distinct: { processes: 0, remoteAddresses: 0, remotePorts: 0, localPorts: 0 },
    };
    await openApp('tcp/closing', makeFakeMain({ handlers: { 'tcp.holders': () => success(nobody) } }));
    expect(await screen.findByText('No connection is in CLOSING now.')).toBeTruthy();
  });

  it('says how many more there are than those that are named', async () => {
    const many = {
      connections: 1_500,
      processes: [],
      withoutProcess: 1_500,
      remoteAddresses: [],
      remotePorts: [{ port: 443, connections: 1_500 }],
      localPorts: [{ port: 50_000, connections: 1 }],
      distinct: { processes: 0, remoteAddresses: 0, remotePorts: 1, localPorts: 1_500 },
    };
    await openApp('tcp/time_wait', makeFakeMain({ handlers: { 'tcp.holders': () => success(many) } }));
    const ports = within(await screen.findByRole('region', { name: 'Local ports' }));
    expect(ports.getByText('and 1,499 more')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Remote ports' })).queryByText(/more$/)).toBeNull();
  });

  it('is told in words when it cannot be found out, and tried again', async () => {
    const handlers = { 'tcp.holders': () => failure('permission', '/proc/net/tcp cannot be read.') };
    await openApp('tcp/listen', makeFakeMain({ handlers }));
    expect((await screen.findByRole('alert')).textContent).toContain('/proc/net/tcp cannot be read.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('leads back to the page when it is closed', async () => {
    await openApp('tcp/close_wait?range=6h');
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }));
    expect(window.location.hash).toBe('#/tcp?range=6h');
  });
});
