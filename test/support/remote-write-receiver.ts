import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { unsnappy } from './unsnappy';
import { type DecodedSeries, decodeVersion1, decodeVersion2 } from './write-request-decode';

export interface ReceivedWrite {
  readonly headers: IncomingHttpHeaders;
  readonly version: '1.0' | '2.0';
  readonly series: readonly DecodedSeries[];
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly afterMs?: number;
}

export interface Receiver {
  readonly url: string;
  /** Every write request, in order; whatever it was answered. */
  readonly writes: readonly ReceivedWrite[];
  /** How often it was asked for something else. */
  asked: number;
  /** What the next write requests are answered; what a receiver of version 2.0 answers unless changed. */
  answer: (write: ReceivedWrite, index: number) => ReceiverAnswer;
  /** How far its clock is ahead. */
  aheadMs: number;
}

/** A receiver that reads what it is sent by the published definitions; gone when the test is over. */
export async function startReceiver(): Promise<Receiver> {
  const writes: ReceivedWrite[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('Date', new Date(Date.now() + receiver.aheadMs).toUTCString());
      if (request.method !== 'POST') {
        receiver.asked += 1;
        response.writeHead(405).end();
        return;
      }
      const write = readWrite(request.headers, Buffer.concat(chunks));
      writes.push(write);
      const { status, headers, body, afterMs = 0 } = receiver.answer(write, writes.length - 1);
      setTimeout(() => response.writeHead(status, headers).end(body), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/write`,
    writes,
    asked: 0,
    answer: written,
    aheadMs: 0,
  };
  return receiver;
}

/** As a receiver of version 2.0 answers. */
export function written({ series }: ReceivedWrite): ReceiverAnswer {
  return {
    status: 204,
    headers: {
      'X-Prometheus-Remote-Write-Samples-Written': String(series.length),
      'X-Prometheus-Remote-Write-Histograms-Written': '0',
      'X-Prometheus-Remote-Write-Exemplars-Written': '0',
    },
  };
}

function readWrite(headers: IncomingHttpHeaders, body: Buffer): ReceivedWrite {
  const isSecond = headers['content-type'] === 'application/x-protobuf;proto=io.prometheus.write.v2.Request';
  const message = unsnappy(body);
  return {
    headers,
    version: isSecond ? '2.0' : '1.0',
    series: isSecond ? decodeVersion2(message) : decodeVersion1(message),
  };
}
