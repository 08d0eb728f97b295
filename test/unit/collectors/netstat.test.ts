import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetstat } from '../../../main/collectors/tcp-states/netstat';
import { noConnections } from '../../../main/collectors/tcp-states/states';
import { failure, success } from '../../../main/outcome';
import type { ProcessFailureCode, ProcessRequest, ProcessResult } from '../../../main/platform/process';
import { tickingClock, turnsDuring } from '../../support/slices';

describe('netstat of macOS', () => {
  it('is read: connections, and what waits in their queues', async () => {
    expect(await read('darwin', fixture('macos'))).toEqual({
      counts: { ...noConnections(), established: 5, close_wait: 2 },
      queued: { rxBytes: 48, txBytes: 0 },
      source: 'netstat',
    });
  });

  it('has every state under the name of Linux, without UDP; one without a name is unknown', async () => {
    const { counts, queued } = await read('darwin', fixture('macos-all-states'));
    expect(counts).toEqual({
      established: 1,
      syn_sent: 1,
      syn_recv: 1,
      fin_wait1: 1,
      fin_wait2: 1,
      time_wait: 1,
      close: 1,
      close_wait: 1,
      last_ack: 1,
      listen: 2,
      closing: 1,
      unknown: 1,
    });
    expect(queued).toEqual({ rxBytes: 3, txBytes: 17 });
  });

  it('is asked for TCP alone, in English', async () => {
    const asked: ProcessRequest[] = [];
    await read('darwin', fixture('macos'), (request) => asked.push(request));
    expect(asked).toMatchObject([{ file: 'netstat', args: ['-an', '-p', 'tcp'], env: { LC_ALL: 'C' } }]);
  });
});

describe('netstat of Windows', () => {
  it.each([
    ['windows-english', { listen: 9, established: 2, time_wait: 1, close_wait: 2 }],
    ['windows-french', { listen: 3, established: 1, last_ack: 1, time_wait: 1, syn_sent: 1 }],
    ['windows-german', { listen: 8, established: 5, time_wait: 3 }],
    ['windows-german-waiting', { listen: 3, established: 2, fin_wait2: 3, close_wait: 2, time_wait: 2 }],
    ['windows-chinese', { time_wait: 2 }],
  ])('is read by columns, in any language and code page, without queues: %s', async (name, counts) => {
    const text = fixture(name).replaceAll('\n', '\r\n');
    expect(await read('win32', text)).toEqual({
      counts: { ...noConnections(), ...counts },
      source: 'netstat',
    });
  });

  it('has every state under the name of Linux', async () => {
    // https://learn.microsoft.com/windows-server/administration/windows-commands/netstat
    const names = [
      'SYN_RECEIVED',
      'FIN_WAIT_1',
      'FIN_WAIT_2',
      'CLOSE_WAIT',
      'CLOSING',
      'DELETE_TCB',
      'BOUND',
      'CLOSED',
    ];
    const rows = names.map((state) => `  TCP    10.0.0.5:5000   192.0.2.1:443   ${state}`);
    const { counts } = await read('win32', rows.join('\r\n'));
    const expected = { syn_recv: 1, fin_wait1: 1, fin_wait2: 1, close_wait: 1, closing: 1, close: 3 };
    expect(counts).toEqual({ ...noConnections(), ...expected });
  });

  it('has the German names that other programs know, with their addresses in state-names.ts', async () => {
    const names = ['SYN_GESENDET', 'SYN_EMPFANGEN', 'FIN_WARTEN_1', 'FIN_WARTEN_2', 'SCHLIESSEN_WARTEN'];
    const rows = names.map((state) => `  TCP    10.0.0.5:5000   192.0.2.1:443   ${state}`);
    const { counts } = await read('win32', rows.join('\r\n'));
    const expected = { syn_sent: 1, syn_recv: 1, fin_wait1: 1, fin_wait2: 1, close_wait: 1 };
    expect(counts).toEqual({ ...noConnections(), ...expected });
  });

  it('counts a word that is not known as unknown, and never guesses', async () => {
    const rows = ['ESCUCHANDO', 'LETZTE_BEST\uFFFDTIGUNG', ''].map(
      (state) => `  TCP    10.0.0.5:5000   192.0.2.1:443   ${state}`,
    );
    expect((await read('win32', rows.join('\r\n'))).counts).toEqual({ ...noConnections(), unknown: 3 });
  });
});

describe('what keeps netstat from being read', () => {
  it('is no connection at all, which never means that there are none', async () => {
    const found = await readNetstat(machine('darwin', { stderr: 'netstat: sysctl: no' }), signal());
    expect(found).toMatchObject({
      ok: false,
      error: { code: 'no_source', message: expect.stringContaining('sysctl') },
    });
  });

  it.each([
    [{ notStarted: 'not_found' as const }, 'no_source'],
    [{ notStarted: 'not_executable' as const }, 'permission'],
    [{ endedBy: 'abort' as const }, 'timeout'],
    [{ truncated: true, stdout: 'tcp4 0 0 a b LISTEN' }, 'bad_output'],
  ])('is %j', async (run, code) => {
    expect(await readNetstat(machine('darwin', run), signal())).toMatchObject({ ok: false, error: { code } });
  });
});

it('gives others their turn while a long list is counted', async () => {
  const line = 'tcp4       0      0  10.0.0.5.50003         192.0.2.3.443          TIME_WAIT  \n';
  const long = machine('darwin', { stdout: line.repeat(1_000) });
  const { turns, result } = await turnsDuring(() => readNetstat(long, signal()));
  expect(result).toMatchObject({ ok: true, value: { counts: { time_wait: 1_000 } } });
  expect(turns).toBeGreaterThan(100);
});

type Run = Partial<ProcessResult> | { readonly notStarted: ProcessFailureCode };

function machine(platform: NodeJS.Platform, run: Run, onRun = (_: ProcessRequest) => {}) {
  const result = { stdout: '', stderr: '', truncated: false, durationMs: 1, exitCode: 0, ...run };
  return {
    platform,
    clock: tickingClock(),
    run: (request: ProcessRequest) => {
      onRun(request);
      return Promise.resolve('notStarted' in run ? failure(run.notStarted, 'Not there.') : success(result));
    },
  };
}

async function read(platform: NodeJS.Platform, stdout: string, onRun?: (request: ProcessRequest) => void) {
  const found = await readNetstat(machine(platform, { stdout }, onRun), signal());
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

function fixture(name: string): string {
  return readFileSync(join(__dirname, '../../fixtures/netstat', `${name}.txt`), 'utf8');
}

function signal(): AbortSignal {
  return new AbortController().signal;
}
