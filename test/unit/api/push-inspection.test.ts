import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pushAsCurl } from '../../../main/api/push-as-curl';
import { pushDifference } from '../../../main/api/push-difference';
import type { NewPushRecord } from '../../../main/history/history';
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
