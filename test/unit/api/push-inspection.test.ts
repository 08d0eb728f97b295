import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { destinationCalls } from '../../../main/api/destination-calls';
import type { ApiParts } from '../../../main/api/parts';
import { pushAsCurl } from '../../../main/api/push-as-curl';
import { pushCalls } from '../../../main/api/push-calls';
import { pushDifference } from '../../../main/api/push-difference';
import type { NewPushRecord, PushRecord } from '../../../main/history/history';
import { success } from '../../../main/outcome';
import { MemoryHistory } from '../../support/engine-bench';

const record: NewPushRecord = {
  atMs: 0,
  destination: 'team',
  method: 'PUT',
  url: 'http://gw:9091/metrics/job/it%27s/instance/web1',
  groupingKey: {},
  attempt: 1,
  ok: true,
  durationMs: 1,
  bytes: 1,
  bytesSent: 1,
  series: 1,
  requestBody: 'up 1\n',
  responseBody: '',
  bodyCut: false,
};

describe('a push as a curl command', () => {
  it('is what a shell would send, whatever is in it', () => {
    const requestBody = `# HELP up It's $(HOME) and \`x\`.\nEND\nup{path="a'b\\\\"} 1\n`;
    const curl = pushAsCurl({ ...record, url: "http://gw:9091/metrics/job/it's", requestBody }) ?? '';
    const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; cat; }\n${curl}\n`], {
      encoding: 'utf8',
    });
    expect(shown.endsWith(`\n--data-binary\n@-\n${requestBody}`)).toBe(true);
    expect(shown.split('\n')).toContain("http://gw:9091/metrics/job/it's");
    expect(shown.split('\n')).toContain('PUT');
  });

  it('has no body for a DELETE', () => {
    const curl = pushAsCurl({ ...record, method: 'DELETE', requestBody: '' });
    expect(curl).toBe(
      "curl --fail-with-body --silent --show-error --request DELETE 'http://gw:9091/metrics/job/it%27s/instance/web1'",
    );
  });

  it('is none where the body was cut or was not text', () => {
    expect(pushAsCurl({ ...record, bodyCut: true })).toBeUndefined();
    expect(pushAsCurl({ ...record, url: 'http://prometheus:9090/api/v1/write' })).toBeUndefined();
  });
});

describe('the difference to the push before', () => {
  function historyOf(...pushes: Partial<NewPushRecord>[]): MemoryHistory {
    const history = new MemoryHistory();
    for (const push of pushes) history.recordPush({ ...record, ...push });
    history.pushes = () =>
      [...history.records]
        .reverse()
        .filter(({ ok }) => ok)
        .slice(1);
    return history;
  }

  it('is to the last one that was delivered to the same address', () => {
    const history = historyOf(
      { requestBody: 'up 1\nold 1\n' },
      { requestBody: 'never 1\n', ok: false },
      { requestBody: 'elsewhere 1\n', url: 'http://other:9091/metrics/job/x' },
      { requestBody: 'up 2\nnew 1\n' },
    );
    expect(pushDifference(history, 4)).toMatchObject({
      ok: true,
      value: {
        before: 1,
        isPartial: false,
        addedFamilies: ['new'],
        removedFamilies: ['old'],
        changedValues: 1,
      },
    });
  });

  it('says that a body was not kept whole', () => {
    const history = historyOf({ requestBody: 'up 1\nhal', bodyCut: true }, {});
    expect(pushDifference(history, 2)).toMatchObject({
      value: { before: 1, isPartial: true, equalValues: 1 },
    });
  });

  it('says in words that there is no push, or none before', () => {
    expect(pushDifference(historyOf({}), 1)).toMatchObject({ error: { code: 'no_push_before' } });
    expect(pushDifference(historyOf({}), 7)).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('sending a push again', () => {
  function repeating(push: Partial<NewPushRecord>) {
    const history = new MemoryHistory();
    history.recordPush({ ...record, ...push });
    const sent: PushRecord[] = [];
    const engine = {
      async repeatPush(recorded: PushRecord) {
        sent.push(recorded);
        return success(history.recordPush(recorded));
      },
    };
    const parts: Partial<Record<keyof ApiParts, unknown>> = { engine, history };
    return { sent, repeat: pushCalls(parts as ApiParts)['pushes.repeat'] };
  }

  it('hands on what was recorded, and gives the new record in short', async () => {
    const { sent, repeat } = repeating({ requestBody: 'again 1\n' });
    const repeated = await repeat({ id: 1 });
    expect(sent).toMatchObject([{ id: 1, requestBody: 'again 1\n' }]);
    expect(repeated).toMatchObject({ ok: true, value: { push: { destination: 'team', ok: true } } });
    expect(repeated).not.toHaveProperty('value.push.requestBody');
  });

  it.each([
    ['whose body was cut', { bodyCut: true }, 'body_cut'],
    ['that took series away', { method: 'DELETE' }, 'not_repeatable'],
  ])('is refused for one %s', async (_, push, code) => {
    const { sent, repeat } = repeating(push);
    expect(await repeat({ id: 1 })).toMatchObject({ ok: false, error: { code } });
    expect(sent).toEqual([]);
  });

  it('is refused for one that is no longer kept', async () => {
    expect(await repeating({}).repeat({ id: 7 })).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('a preview', () => {
  function previewing(preview: NewPushRecord, replaces: readonly string[] = []) {
    const engine = {
      previewDestination: async () => success([preview]),
      replacedFamilies: async () => replaces,
    };
    const parts: Partial<Record<keyof ApiParts, unknown>> = { engine, history: new MemoryHistory() };
    return destinationCalls(parts as ApiParts)['destination.preview']({ destination: {} as never });
  }

  it('has a curl command, and what a first push would replace', async () => {
    const curl = pushAsCurl(record);
    expect(await previewing(record, ['spool_files'])).toMatchObject({
      value: { requests: [{ body: 'up 1\n', curl }], replaces: ['spool_files'] },
    });
    expect(await previewing(record)).not.toHaveProperty('value.replaces');
  });

  it('shows of a long body the beginning, and says so', async () => {
    const previewed = await previewing({ ...record, requestBody: 'x'.repeat(100_000) });
    expect(previewed).toMatchObject({ value: { requests: [{ bodyCut: true, method: 'PUT' }] } });
    expect(previewed).not.toHaveProperty('value.requests.0.curl');
    expect(JSON.stringify(previewed).length).toBeLessThan(70_000);
  });
});
