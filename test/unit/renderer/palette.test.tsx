import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../../main/texts/en';
import { zhCn } from '../../../main/texts/zh-cn';
import { makeFakeMain } from '../../support/fake-main';
import { openApp, saves } from '../../support/render-app';
import { withSettings } from '../../support/scene';

const field = () => screen.getByRole('combobox', { name: 'What to do or where to go' });
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const active = () =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;

async function openPalette(fake = makeFakeMain()) {
  await openApp('now', fake);
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  await screen.findByRole('dialog', { name: 'Search and commands' });
  return fake;
}

function type(query: string): void {
  fireEvent.change(field(), { target: { value: query } });
}

const press = (key: string) => fireEvent.keyDown(field(), { key });

describe('the palette', () => {
  it('opens and closes by Ctrl+K and Cmd+K, and by its button', async () => {
    await openPalette();
    fireEvent.keyDown(window, { key: 'k', metaKey: true });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: /^Search/ }));
    expect(await screen.findByRole('dialog', { name: 'Search and commands' })).toBeTruthy();
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says which option is the active one, and moves it by the arrows, around the ends', async () => {
    await openPalette();
    const [first, second] = options();
    expect(active()).toBe(first);
    press('ArrowDown');
    expect(active()).toBe(second);
    press('ArrowUp');
    press('ArrowUp');
    expect(active()).toBe(options().at(-1));
    expect(screen.getAllByRole('option', { selected: true })).toHaveLength(1);
  });

  it('has every page, target, destination and collector', async () => {
    const fake = await openPalette();
    const { targets, destinations, collectors } = fake.state();
    const names = options().join('\n');
    for (const name of Object.values(en.pages)) expect(names).toContain(name);
    for (const { name } of targets) expect(names).toContain(name);
    for (const { id } of [...destinations, ...collectors]) expect(names).toContain(id);
  });

  it('goes where it is told by Enter', async () => {
    await openPalette();
    type('repo');
    expect(active()).toBe('Report of the last hour');
    press('ArrowDown');
    press('Enter');
    await waitFor(() => expect(window.location.hash).toBe('#/report'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Report' })).toBeTruthy();
  });

  it('opens a target by its name', async () => {
    await openPalette();
    type('cloudfl');
    press('Enter');
    await waitFor(() => expect(window.location.hash).toBe('#/targets/cloudflare'));
  });

  it('tells targets of one name apart by their collector', async () => {
    const targets = [{ name: 'db', host: 'db1' }];
    const ports = [{ name: 'db', host: 'db1', port: 5432 }];
    await openPalette(
      withSettings({
        version: 1,
        collectors: [
          { id: 'ping', kind: 'ping', targets },
          { id: 'ports', kind: 'tcp-connect', targets: ports },
        ],
      }),
    );
    type('db ports');
    press('Enter');
    await waitFor(() => expect(window.location.hash).toBe('#/targets/db?collector=ports'));
  });

  it('pushes, and says what came of it', async () => {
    const fake = await openPalette();
    type('push now');
    press('Enter');
    await waitFor(() => expect(fake.calls.some(({ name }) => name === 'push.now')).toBe(true));
    expect(await screen.findByText(/^Pushed to/)).toBeTruthy();
  });

  it('pauses what runs and resumes what is paused', async () => {
    const fake = await openPalette();
    type('monitoring');
    expect(active()).toBe('Pause monitoring');
    press('Enter');
    await waitFor(() => expect(saves(fake)[0]?.settings).toMatchObject({ monitoring: false }));
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
    type('monitoring');
    expect(active()).toBe('Resume monitoring');
  });

  it('changes the colours, and keeps them for the next time', async () => {
    await openPalette();
    type('dark');
    press('Enter');
    await waitFor(() => expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark'));
    expect(window.localStorage.getItem('pushtray-color-scheme')).toBe('dark');
    window.localStorage.clear();
  });

  it('runs nothing while an input method composes, nor when nothing fits', async () => {
    await openPalette();
    type('push now');
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    expect(screen.getByRole('dialog')).toBeTruthy();
    type('zzz');
    expect(within(screen.getByRole('dialog')).getByText('Nothing fits.')).toBeTruthy();
    press('Enter');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
});

describe('the language', () => {
  it('changes at once, without a reload, and is the document’s', async () => {
    const fake = await openPalette();
    type('chinese');
    press('Enter');
    expect(await screen.findByRole('heading', { level: 1, name: zhCn.pages.now })).toBeTruthy();
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(saves(fake)[0]?.settings).toMatchObject({ language: 'zh-CN' });
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
    const chinese = await screen.findByRole('combobox', { name: '要做什么，或去哪里' });
    fireEvent.change(chinese, { target: { value: 'english' } });
    fireEvent.keyDown(chinese, { key: 'Enter' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Now' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});
