import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

/** What a name server says to a question: IPv4 addresses, an error of RFC 1035, or nothing at all. */
export type DnsAnswer = readonly string[] | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'silence';

export interface DnsServer {
  readonly port: number;
  /** The names that were asked for. */
  readonly questions: readonly string[];
  close(): Promise<void>;
}

const codes = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5 } as const;

export interface DnsServerOptions {
  readonly address?: string;
  readonly port?: number;
  /** Asked anew for each question. */
  readonly delayMs?: () => number;
}

/** A name server, on a free port of 127.0.0.1 unless told otherwise, that knows what a test tells it. */
export async function startDnsServer(
  answerTo: (name: string) => DnsAnswer,
  { address = '127.0.0.1', port = 0, delayMs = () => 0 }: DnsServerOptions = {},
): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const questions: string[] = [];
  socket.on('message', (message: Buffer, from: RemoteInfo) => {
    const { name, end } = questionIn(message);
    questions.push(name);
    const answer = answerTo(name);
    if (answer === 'silence') return;
    const send = () => socket.send(reply(message.subarray(0, end), answer), from.port, from.address);
    const waitMs = delayMs();
    if (waitMs === 0) send();
    else setTimeout(send, waitMs);
  });
  socket.bind(port, address);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    questions,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** The name and where the question ends: behind its labels, type and class. */
function questionIn(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 5 };
}

function reply(question: Buffer, answer: Exclude<DnsAnswer, 'silence'>): Buffer {
  const addresses = typeof answer === 'string' ? [] : answer;
  const head = Buffer.from(question);
  // A response, recursion wanted and available, with its code; one question, so many answers, nothing more.
  head.writeUInt16BE(0x8180 | (typeof answer === 'string' ? codes[answer] : 0), 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  // The question's name again, type A, class IN, a minute, four bytes.
  const records = addresses.map((ip) =>
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...ip.split('.').map(Number)]),
  );
  return Buffer.concat([head, ...records]);
}
