import { chromium, type Page } from '@playwright/test';
import { readFileSync, mkdirSync } from 'node:fs';
import { buildRenderer } from './renderer-build';
import { startFakeServer } from './fake-server';
import { makeFakeMain, type FakeMain } from './fake-main';
import { fakeSettings, stateFor } from './fake-state';
import { failure } from '../../main/outcome';
const axe = readFileSync('/work/main/node_modules/axe-core/axe.min.js', 'utf8');
const now = Date.now();
const empty = () => makeFakeMain({ state: (_b, h) => ({ ...stateFor(fakeSettings({ version: 1, collectors: [{id:'tcp',kind:'tcp-states'}], destinations: [] }), now, h) }) });
const well = () => makeFakeMain({ state: (_b, h) => ({ ...stateFor(fakeSettings({ version: 1, collectors: [{id:'tcp',kind:'tcp-states'},{id:'ping',kind:'ping',targets:[{name:'router',host:'gateway'},{name:'cloudflare',host:'1.1.1.1'}]}], destinations: [] }), now, h) }) });
const broken = () => makeFakeMain({ state: (busy) => { const { tcp, ...rest } = busy; return { ...rest,
  instance: { problem: { code: 'instance_is_localhost', message: 'This machine is named localhost, as every machine is to itself.', hint: 'Set "instance".' } },
  notices: ['Port 9091 was taken by another program, so the server listens on 127.0.0.1:9092.', 'This desktop shows no tray; the window stays open instead.'],
  verdict: { level: 'failing', summary: 'tcp, ping cannot be measured', evidence: ['/proc/net/tcp cannot be read: permission denied.'] },
  settingsFile: { ...busy.settingsFile, problem: { code: 'invalid_settings', message: '/home/kim/.config/pushtray/settings.json has 2 faults.', hint: 'Mend them; the file is read again as soon as it is written.', faults: [ { line: 7, column: 15, path: 'interval', message: 'is not a duration: write it like 500ms, 15s or 2m' }, { line: 12, column: 5, path: 'collectors.1.hosts', message: 'is not a known key' } ] } },
  collectors: busy.collectors.map(c => ({ ...c, state: 'failing' as const, problems: [c.kind === 'ping' ? { code: 'no_ping_program', message: 'There is no ping program on this machine: install iputils-ping.' } : { code: 'no_source', message: '/proc/net/tcp cannot be read: permission denied.' }] })),
  targets: busy.targets.map(t => ({ collector: t.collector, name: t.name, host: t.host, state: 'unknown' as const, reason: 'There is no ping program.' })) }; } });
const paused = () => makeFakeMain({ state: (_b, h) => stateFor({ ...fakeSettings(), monitoring: false }, now, h) });
type Scene = [name: string, fake: () => FakeMain, hash: string, act?: (page: Page) => Promise<void>];
const go = (p: Page, name: string) => p.getByRole('button', { name, exact: true }).click();
const scenes: Scene[] = [
  ['busy-now', () => makeFakeMain(), 'now'], ['busy-targets', () => makeFakeMain(), 'targets'], ['busy-destinations', () => makeFakeMain(), 'destinations'], ['busy-pushes', () => makeFakeMain(), 'pushes'], ['busy-settings', () => makeFakeMain(), 'settings'],
  ['target-form', () => makeFakeMain(), 'targets', async (p) => { await go(p, 'Add target'); await p.getByLabel('Host', { exact: true }).fill('-f bad'); await p.getByRole('dialog').getByRole('button', { name: 'Add target' }).click(); }],
  ['target-try', () => makeFakeMain(), 'targets', async (p) => { await go(p, 'Try it: cloudflare'); await go(p, 'Try it: db'); await p.getByText('What it would push').first().click(); }],
  ['target-form-try', () => makeFakeMain(), 'targets', async (p) => { await go(p, 'Edit api'); await p.getByRole('dialog').getByRole('button', { name: 'Try it' }).click(); await p.waitForTimeout(300); }],
  ['target-removed', () => makeFakeMain(), 'targets', async (p) => { await go(p, 'Remove api'); await p.getByText('Target api was removed.').waitFor(); }],
  ['destination-form', () => makeFakeMain(), 'destinations', async (p) => { await go(p, 'Edit team-b'); await go(p, 'Test'); await p.getByRole('alert').waitFor(); }],
  ['destination-add', () => makeFakeMain(), 'destinations', async (p) => { await go(p, 'Add destination'); await p.getByLabel('Pushgateway address').fill('http://gateway.example.org:9091'); await p.getByRole('dialog').getByText('Bearer token').click(); await go(p, 'Add label'); await p.getByLabel('Name of label 1').fill('9x'); await go(p, 'Test'); }],
  ['destination-test', () => makeFakeMain(), 'destinations', async (p) => { await go(p, 'Test team-a'); await go(p, 'Test team-b'); await p.getByRole('alert').waitFor(); }],
  ['destination-remove', () => makeFakeMain(), 'destinations', async (p) => { await go(p, 'Remove team-a'); await p.getByRole('dialog').waitFor(); await p.waitForTimeout(200); }],
  ['push-open', () => makeFakeMain(), 'pushes/1118', async (p) => { await p.getByText('What came back').waitFor(); await p.waitForTimeout(300); }],
  ['push-open-failed', () => makeFakeMain(), 'pushes/1115', async (p) => { await p.getByText('What was sent').waitFor(); await p.waitForTimeout(300); }],
  ['pushes-none-fit', () => makeFakeMain(), 'pushes?destination=lab'],
  ['settings-faults', () => makeFakeMain(), 'settings', async (p) => { await p.getByLabel('Push interval').fill('soon'); await p.getByLabel('Instance').fill('localhost'); await go(p, 'Save'); }],
  ['empty-now', empty, 'now'], ['empty-targets', empty, 'targets'], ['empty-destinations', empty, 'destinations'],
  ['well-now', well, 'now'], ['paused-now', paused, 'now'],
  ['broken-now', broken, 'now'], ['broken-settings', broken, 'settings'],
  ['pushes-failed', () => makeFakeMain({ handlers: { 'pushes.list': () => failure('internal', 'Pushtray made a mistake in "pushes.list".', { hint: 'The log has the details.' }) } }), 'pushes'],
  ['opening-failed', () => makeFakeMain({ handlers: { 'state.get': () => failure('internal', 'Pushtray made a mistake in "state.get".', { hint: 'The log has the details.' }) } }), 'now'],
  ['conflict', () => makeFakeMain({ handlers: { 'settings.save': () => failure('settings_changed', 'x') } }), 'settings', async (p) => { await p.getByLabel('Push interval').fill('30s'); await go(p, 'Save'); await p.getByRole('alert').waitFor(); }],
];
async function main() {
const filter = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const widths = (process.argv[3] ?? '1200').split(',').map(Number);
const schemes = (process.argv[4] ?? 'light,dark').split(',') as ('light'|'dark')[];
mkdirSync('/tmp/shots', { recursive: true });
const built = await buildRenderer();
const server = await startFakeServer(built.folder, makeFakeMain());
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const colorScheme of schemes) for (const width of widths) {
  for (const [name, fake, hash, act] of scenes) {
    if (!filter.test(name)) continue;
    server.use(fake());
    const context = await browser.newContext({ viewport: { width, height: 860 }, colorScheme });
    const page = await context.newPage();
    page.on('console', (m) => { if ((m.type() === 'error' || m.type() === 'warning')) console.log(name, colorScheme, width, m.text()); });
    page.on('pageerror', (e) => console.log('PAGEERROR', name, e.message));
    await page.goto(`${server.origin}/#token=${server.token}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate((n) => { location.hash = `#/${n}`; }, hash);
    await page.waitForTimeout(300);
    try { await act?.(page); } catch (e) { console.log('ACT FAILED', name, String(e).slice(0, 600)); }
    await page.waitForTimeout(250);
    await page.screenshot({ path: `/tmp/shots/s-${name}-${colorScheme}-${width}.png`, fullPage: !/form|add|open|remove$/.test(name) && width > 600 });
    await page.evaluate(axe);
    const result = await page.evaluate('axe.run(document, { resultTypes: ["violations"] }).then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0,3).map(n => n.target.join(" ") + " | " + n.failureSummary.split("\\n").slice(1,2).join(" ")).join(" || ")))') as string[];
    for (const line of result) console.log('AXE', name, colorScheme, width, line);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (Number(overflow) > 0) console.log('OVERFLOW', name, width, overflow);
    await context.close();
  }
}
// no token
const page = await browser.newPage({ viewport: { width: 1200, height: 860 } });
await page.goto(server.origin); await page.getByRole('button', { name: 'Connect' }).click(); await page.screenshot({ path: '/tmp/shots/s-connect-light.png' });
await browser.close(); await server.close(); await built.remove();
}
void main();
