import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AppState } from '../../../main/contract/state';
import { isBeyond } from '../../../renderer/state/addresses';
import { openApp, saying } from '../../support/render-app';
import { withSettings } from '../../support/scene';

const firstStart = (changes: Partial<AppState> = {}) =>
  withSettings({ version: 1 }, ({ settingsFile }) => ({
    settingsFile: { ...settingsFile, exists: false },
    ...changes,
  }));
const steps = () => within(screen.getByRole('region', { name: 'First steps' }));

describe('the first steps', () => {
  beforeEach(() => window.localStorage.clear());

  it('stand below what is measured, which comes first when something is wrong', async () => {
    await openApp('now', firstStart());
    const [targets, own] = ['Targets', 'First steps'].map((name) => screen.getByRole('region', { name }));
    expect(targets?.compareDocumentPosition(own as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('add a well-known host with one click, and say that the step is done', async () => {
    const fake = await openApp('now', firstStart());
    expect(steps().queryByText('Done')).toBeNull();
    fireEvent.click(steps().getByRole('button', { name: 'Add 9.9.9.9 Quad9' }));
    expect(await steps().findByText('Done')).toBeTruthy();
    expect(fake.state().settings.collectors[1]).toMatchObject({ targets: { 1: { host: '9.9.9.9' } } });
  });

  it('do not take a ping within this machine or network, or none but another probe, for one of the internet', async () => {
    const targets = ['127.0.0.1', '192.168.1.1', 'printer'].map((host) => ({ name: host, host }));
    const page = { name: 'page', url: 'https://example.com' };
    await openApp(
      'now',
      withSettings({
        version: 1,
        collectors: [
          { id: 'ping', kind: 'ping', targets },
          { id: 'http', kind: 'http', targets: [page] },
        ],
      }),
    );
    expect(steps().queryByText('Done')).toBeNull();
  });

  it.each([
    ['gateway', false],
    ['dns', false],
    ['localhost', false],
    ['nas.local', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['172.32.0.1', true],
    ['1.1.1.1', true],
    ['2606:4700::1111', true],
    ['example.com', true],
  ])('take %s for a host of the internet: %s', (host, beyond) => {
    expect(isBeyond(host)).toBe(beyond);
  });

  it('add a destination that can be tested first', async () => {
    await openApp('now', firstStart());
    fireEvent.click(steps().getByRole('button', { name: 'Add destination' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText('Pushgateway address'), { target: { value: 'http://gw:9091' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Test' }));
    expect(await dialog.findByText(/^Works/)).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(steps().getByText('Done')).toBeTruthy();
  });

  it('start at login only where there is a desktop', async () => {
    const fake = await openApp('now', firstStart());
    expect(steps().queryByRole('switch')).toBeNull();
    await saying(() => fake.change({ desktop: { startsAtLogin: false } }));
    fireEvent.click(steps().getByRole('switch', { name: /^Start when I log in/ }));
    expect(await steps().findByText('Done')).toBeTruthy();
  });

  it('stay away once they were dismissed', async () => {
    await openApp('now', firstStart());
    fireEvent.click(screen.getByRole('button', { name: 'Do not show again' }));
    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('main'));
    window.location.hash = '#/settings';
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    window.location.hash = '#/now';
    await screen.findByRole('heading', { level: 1, name: 'Now' });
    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
  });

  it('are over when all are done and there are settings of one’s own', async () => {
    await openApp('now');
    expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
  });
});
