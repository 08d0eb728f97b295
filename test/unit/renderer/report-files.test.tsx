import { describe, expect, it } from 'vitest';
import { makeClient } from '../../../renderer/client/client';
import { reportCsv } from '../../../renderer/report/csv';
import { reportHtml } from '../../../renderer/report/html';
import { reportJson } from '../../../renderer/report/json';
import { loadReport } from '../../../renderer/report/load-report';
import { buildReport, type ReportSource } from '../../../renderer/report/report';
import { isoTime } from '../../../renderer/report/time-zone';
import { makeFakeMain } from '../../support/fake-main';
import { reportSource } from '../../support/report-source';

const nowMs = Date.UTC(2026, 10, 23, 14, 0, 0);
const range = { fromMs: nowMs - 3_600_000, toMs: nowMs };

async function load(fake = makeFakeMain({ nowMs }), asked = range): Promise<ReportSource> {
  const options = {
    range: asked,
    madeAtMs: nowMs,
    instance: 'web1',
    version: '0.1.0',
    intervalsMs: {},
    onProgress: () => undefined,
  };
  const loaded = await loadReport(makeClient(fake), options);
  if (!loaded.ok) throw new Error(loaded.error.message);
  return loaded.value;
}

const evil = `<img src=x onerror=alert(1)> & "db"`;

function withTarget(source: ReportSource, target: string): ReportSource {
  const renamed = (all: ReportSource['loss']) =>
    all.map((series) => ({ ...series, labels: { ...series.labels, target } }));
  const onlyPing = { rttBest: [], rttWorst: [], probeSuccess: [], probeDuration: [] };
  const { loss, rttMean } = source;
  return { ...source, ...onlyPing, instance: target, loss: renamed(loss), rttMean: renamed(rttMean) };
}

describe('what a report is made of', () => {
  it('is asked for in parts that all have steps of one length', async () => {
    const fake = makeFakeMain({ nowMs });
    await load(fake, { fromMs: nowMs - 2.5 * 3_600_000, toMs: nowMs });
    const asked = fake.calls
      .filter(({ name }) => name === 'samples.query')
      .map(({ input }) => input as { metric: string; fromMs: number; toMs: number; maxPoints: number })
      .filter(({ metric }) => metric === 'ping_loss_ratio');
    expect(asked.map(({ fromMs, toMs, maxPoints }) => (toMs + 1 - fromMs) / (maxPoints - 1))).toEqual([
      1000, 1000, 1000,
    ]);
  });

  it('has every push of the range, however many pages they fill', async () => {
    const fake = makeFakeMain({ nowMs });
    const { pushes } = await load(fake, { fromMs: nowMs - 300_000, toMs: nowMs - 60_000 });
    const all = fake.history.list({ limit: 500 });
    expect(pushes).toEqual(all.filter(({ atMs }) => atMs >= nowMs - 300_000 && atMs <= nowMs - 60_000));
    expect(pushes.length).toBeGreaterThan(10);
  });

  it('has nothing that was measured after its end', async () => {
    const toMs = nowMs - 3000;
    const { loss } = await load(makeFakeMain({ nowMs }), { fromMs: toMs - 60_000, toMs });
    expect(Math.max(...loss.flatMap(({ timesMs }) => timesMs))).toBeLessThanOrEqual(toMs);
  });
});

describe('the report as HTML', () => {
  it('needs nothing else: no script, no link, no picture, no address', async () => {
    const html = reportHtml(buildReport(await load()), 'en');
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import| on\w+=| style=/i);
    expect(html).toContain("default-src 'none'");
  });

  it('escapes whatever a target was named', async () => {
    const html = reportHtml(buildReport(withTarget(await load(), evil)), 'en');
    expect(html).not.toContain('<img');
    const read = new DOMParser().parseFromString(html, 'text/html');
    expect(read.title).toContain(evil);
    expect(read.querySelector('tbody th')?.textContent).toContain(evil);
    expect(read.querySelector('svg[role=img]')?.getAttribute('aria-label')).toContain(evil);
  });

  it('tells targets with their numbers, outages, TCP states and why pushes failed', async () => {
    const report = buildReport(await load());
    const read = new DOMParser().parseFromString(reportHtml(report, 'en'), 'text/html');
    const text = read.body.textContent ?? '';
    expect(read.querySelector('h1')?.textContent).toBe('Network report of web1');
    expect(text).toMatch(/3 outages of 3 targets.*The longest: db/s);
    expect(text).toMatch(
      /2 stretches of loss; in the worst, between .* packets were lost to router \(25\s%\)\./,
    );
    expect(text).toContain('does not accept these credentials');
    expect(text).toContain('Never probed: vpn.');
    expect(text).toContain('Never probed: the name could not be resolved.');
    const measured = report.targets.filter(({ cycles }) => cycles.length > 0);
    expect(read.querySelectorAll('.report-target svg')).toHaveLength(measured.length);
  });

  it('tells the day of what was not on its last', () => {
    const dayMs = 24 * 3_600_000;
    const times = [3, 2.75, 2.5, 0.5, 0.25, 0].map((days) => nowMs - days * dayMs);
    const rttMean = [{ labels: { target: 'db' }, timesMs: times, values: times.map(() => 0.002) }];
    const push = { id: 1, atMs: nowMs - 2 * dayMs, destination: 'a', ok: false, errorMessage: 'No answer.' };
    const pushes = [push] as unknown as ReportSource['pushes'];
    const range = { fromMs: nowMs - 3 * dayMs, toMs: nowMs };
    const source = reportSource({ rttMean, pushes, range, madeAtMs: nowMs });
    const read = new DOMParser().parseFromString(reportHtml(buildReport(source), 'en'), 'text/html');
    const text = read.body.textContent ?? '';
    expect(text).toMatch(/In short2\sd of this time were not measured of db\.No target had an outage\./);
    expect(text).toMatch(/Not measured: \S* ?21 Nov,? 02:00:00 to \S* ?23 Nov,? 02:00:00/);
    expect(text).toMatch(/once, \S* ?21 Nov,? 14:00:00: No answer\./);
  });

  it('is written in the language of the window', async () => {
    const html = reportHtml(buildReport(await load()), 'zh-CN');
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('web1 的网络报告');
  });
});

describe('the report as CSV', () => {
  it('has one row a sample, by RFC 4180', async () => {
    const csv = reportCsv(withTarget(await load(), evil));
    const rows = csv.split('\r\n');
    expect(rows[0]).toBe('time,target,metric,value,unit');
    expect(rows.at(-1)).toBe('');
    expect(csv.replaceAll('\r\n', '')).not.toContain('\n');
    const loss = rows.filter((row) => row.includes('ping_loss_ratio'));
    expect(loss[0]).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d,"<img src=x onerror=alert\(1\)> & ""db""",ping_loss_ratio,0,ratio$/,
    );
  });

  it('leaves out what was not measured', () => {
    const loss = [{ labels: { target: 'db' }, timesMs: [nowMs, nowMs + 1000], values: [null, 1] }];
    const csv = reportCsv(reportSource({ loss }));
    expect(csv.split('\r\n')).toEqual([
      'time,target,metric,value,unit',
      `${isoTime(nowMs + 1000)},db,ping_loss_ratio,1,ratio`,
      '',
    ]);
  });
});

describe('the report as JSON', () => {
  it('can be read again, with times and lengths', async () => {
    const read = JSON.parse(reportJson(buildReport(await load())));
    expect(read.instance).toBe('web1');
    expect(new Date(read.from).getTime()).toBe(range.fromMs);
    const db = read.targets.find(({ name }: { name: string }) => name === 'db');
    expect(db.outages[0]).toMatchObject({ isEndKnown: false, cycles: 34 });
    expect(db.cycles[0]).toHaveProperty('time');
  });

  it('has stretches of slow answers with what is usual', () => {
    const values = [...Array(20).fill(0.002), ...Array(14).fill(0.18), ...Array(6).fill(0.002)];
    const rttMean = [
      { labels: { target: 'router' }, timesMs: values.map((_, index) => index * 5000), values },
    ];
    const read = JSON.parse(
      reportJson(buildReport(reportSource({ rttMean, range: { fromMs: 0, toMs: 200_000 } }))),
    );
    expect(read.targets[0].slowStretches).toEqual([
      {
        ...{ from: isoTime(100_000), to: isoTime(170_000), seconds: 70, isEndKnown: true },
        ...{ medianSeconds: 0.18, usualSeconds: 0.002 },
      },
    ]);
  });

  it('has stretches of loss with the packets that were lost', async () => {
    const read = JSON.parse(reportJson(buildReport(await load())));
    const router = read.targets.find(({ name }: { name: string }) => name === 'router');
    expect(router.lossStretches).toMatchObject([
      { seconds: 145, isEndKnown: true, packetsSent: 116, packetsLost: 29 },
    ]);
  });
});
