import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

/** What a name server says to a question: IPv4 addresses or other records, an error of RFC 1035, or nothing at all. */
export type DnsAnswer = readonly (string | Buffer)[] | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'silence';

/** The data of records as RFC 1035 and RFC 2782 write it. */
export const recordData = {
  name: (name: string) => nameBytes(name),
  mx: (priority: number, name: string) => Buffer.concat([uint16(priority), nameBytes(name)]),
  srv: (priority: number, weight: number, port: number, name: string) =>
    Buffer.concat([uint16(priority), uint16(weight), uint16(port), nameBytes(name)]),
  txt: (...parts: readonly string[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(`${String.fromCharCode(part.length)}${part}`, 'latin1'))),
  soa: (server: string, mailbox: string, numbers: readonly number[]) =>
    Buffer.concat([nameBytes(server), nameBytes(mailbox), ...numbers.map(uint32)]),
} as const;

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
    const { name, type, end } = questionIn(message);
    questions.push(name);
    const answer = answerTo(name);
    if (answer === 'silence') return;
    const send = () => socket.send(reply(message.subarray(0, end), type, answer), from.port, from.address);
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
function questionIn(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function reply(question: Buffer, type: number, answer: Exclude<DnsAnswer, 'silence'>): Buffer {
  const answers = typeof answer === 'string' ? [] : answer;
  const head = Buffer.from(question);
  // A response, recursion wanted and available, with its code; one question, so many answers, nothing more.
  head.writeUInt16BE(0x8180 | (typeof answer === 'string' ? codes[answer] : 0), 2);
  head.writeUInt16BE(answers.length, 6);
  head.writeUInt32BE(0, 8);
  const records = answers.map((one) => {
    const data = typeof one === 'string' ? Buffer.from(one.split('.').map(Number)) : one;
    // The question's name again, its type, class IN, a minute, and so many bytes.
    return Buffer.concat([uint16(0xc00c), uint16(type), uint16(1), uint32(60), uint16(data.length), data]);
  });
  return Buffer.concat([head, ...records]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => `${String.fromCharCode(label.length)}${label}`);
  return Buffer.from(`${labels.join('')}\0`, 'latin1');
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
