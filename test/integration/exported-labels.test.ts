import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupJournal } from '../support/group-journal';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { startRealEngine } from '../support/real-engine';

describe.skipIf(!pushgatewayIsHere)('labels of the grouping key at a real Pushgateway', () => {
  let gateway: RunningPushgateway;
  beforeAll(async () => {
    gateway = await startPushgateway();
  });
  afterAll(() => gateway?.stop());

  it('never overwrite what a command prints, and two series never become one', async () => {
    const printed = ['db', 'web'].map((team) => `queue{job="x",team="${team}",site="s"} 1`).join('\\n');
    const command = `printf '${printed}\\n'`;
    const destination = {
      id: 'team',
      kind: 'pushgateway' as const,
      urls: [gateway.url],
      labels: { site: 'here' },
    };
    const { history } = startRealEngine([destination], groupJournal(), {
      labels: { team: 'ours' },
      collectors: [{ id: 'queues', kind: 'command', command }],
    });
    await expect.poll(() => history.records.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(history.records[0]).toMatchObject({ status: 200 });
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    const theirs = 'exported_job="x",exported_site="s",exported_team';
    const group = 'instance="web1",job="pushtray",site="here",team="ours"';
    expect(text.split('\n').filter((line) => line.startsWith('queue{'))).toEqual([
      `queue{${theirs}="db",${group}} 1`,
      `queue{${theirs}="web",${group}} 1`,
    ]);
  });
});
