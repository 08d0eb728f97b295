import { describe, expect, it } from 'vitest';
import { countRows } from '../../../main/collectors/tcp-states/connection-rows';
import { readRows } from '../../../main/collectors/tcp-states/netstat';
import { noConnections } from '../../../main/collectors/tcp-states/states';

describe('the rows of netstat on macOS', () => {
  // As systeminformation 5.33 gives them; states from https://github.com/danielkrainas/node-netstat/issues/26
  // and https://github.com/sebhildebrandt/systeminformation/issues/951 and 737 (udp46, and UNKNOWN for UDP).
  const rows = [
    ['tcp4', 'ESTABLISHED'],
    ['tcp4', 'CLOSE_WAIT'],
    ['tcp6', 'LISTEN'],
    ['tcp46', 'LISTEN'],
    ['tcp4', 'FIN_WAIT_1'],
    ['tcp4', 'FIN_WAIT_2'],
    ['tcp4', 'SYN_RCVD'],
    ['tcp4', 'CLOSED'],
    ['tcp4', 'UNKNOWN'],
    ['udp46', 'UNKNOWN'],
    ['udp4', 'UNKNOWN'],
  ];

  it('are counted under the names of Linux, without UDP', () => {
    expect(count(rows)).toEqual({
      ...noConnections(),
      established: 1,
      close_wait: 1,
      listen: 2,
      fin_wait1: 1,
      fin_wait2: 1,
      syn_recv: 1,
      close: 1,
      unknown: 1,
    });
  });
});

describe('the rows of ss, which systeminformation leaves as they are', () => {
  it('are counted under the names of Linux', () => {
    const states = ['ESTAB', 'SYN-SENT', 'SYN-RECV', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT', 'LAST-ACK'];
    expect(count([...states, 'UNCONN'].map((state) => ['tcp', state]))).toEqual({
      ...noConnections(),
      established: 1,
      syn_sent: 1,
      syn_recv: 1,
      fin_wait1: 1,
      fin_wait2: 1,
      close_wait: 1,
      last_ack: 1,
      close: 1,
    });
  });
});

describe('the rows of netstat on Windows', () => {
  // The names of https://learn.microsoft.com/windows-server/administration/windows-commands/netstat; UDP rows
  // from https://github.com/sebhildebrandt/systeminformation/issues/724.
  it('are counted under the names of Linux, without UDP', () => {
    const rows = [
      ['tcp', 'LISTENING'],
      ['tcp', 'SYN_RECEIVED'],
      ['tcp', 'FIN_WAIT_1'],
      ['tcp', 'TIME_WAIT'],
      ['tcp', 'LAST_ACK'],
      ['tcp', 'CLOSING'],
      ['tcp', 'DELETE_TCB'],
      ['tcp', 'BOUND'],
      ['udp', '4123'],
      ['udp', ''],
    ];
    expect(count(rows)).toEqual({
      ...noConnections(),
      listen: 1,
      syn_recv: 1,
      fin_wait1: 1,
      time_wait: 1,
      last_ack: 1,
      closing: 1,
      close: 2,
    });
  });

  it('count as unknown in a language that has other names', () => {
    expect(count([['tcp', 'LETZTE_BESTÄTIGUNG']])).toEqual({ ...noConnections(), unknown: 1 });
  });
});

describe('no rows at all', () => {
  it('mean that netstat failed, never that there are no connections', () => {
    expect(readRows([])).toMatchObject({ ok: false, error: { code: 'no_source' } });
  });
});

function count(rows: readonly string[][]) {
  return countRows(rows.map(([protocol = '', state = '']) => ({ protocol, state })));
}
