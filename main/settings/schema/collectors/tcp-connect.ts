import { z } from 'zod';
import { enabled, host } from '../fields';
import { commonFields, oneIpVersion, port, replyTimeout, targetName, uniqueNames } from './common';

export const tcpConnectTarget = z.strictObject({
  name: targetName,
  host,
  port: port.describe('TCP port'),
  enabled,
});

export const tcpConnectSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('tcp-connect'),
    targets: uniqueNames(z.array(tcpConnectTarget).max(500, 'is too long: at most 500 targets')),
    replyTimeout,
    ipVersion: oneIpVersion,
  })
  .describe('Opens TCP connections to targets: whether they take them, and how fast');

export type TcpConnectSettings = z.infer<typeof tcpConnectSettings>;
export type TcpConnectTarget = z.infer<typeof tcpConnectTarget>;
