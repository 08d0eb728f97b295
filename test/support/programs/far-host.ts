/**
 * Answers pings on a TUN device that it makes: `node --import tsx test/support/programs/far-host.ts
 * '{"device":"far0","delaysMs":[20,220],"twice":[1]}'`. Says `ready` when the device is there; ends with the test's signal.
 */
import { openSync, read, writeSync } from 'node:fs';
import koffi from 'koffi';

export interface FarHostOptions {
  readonly device: string;
  /** How long each answer is held back, one packet after the other; then from the first on again. */
  readonly delaysMs: readonly number[];
  /** Packets that are answered twice, counted from 0. */
  readonly twice?: readonly number[];
}

/** include/uapi/linux/if_tun.h: a device of IP packets, without a header of their own. */
const tunSetInterface = 0x400454ca;
const flags = 0x0001 | 0x1000;

const icmp = 1;
const echoRequest = 8;
const echoReply = 0;

function main({ device, delaysMs, twice = [] }: FarHostOptions): void {
  const tun = openTun(device);
  const packet = Buffer.alloc(2_048);
  let count = 0;
  const next = () =>
    read(tun, packet, 0, packet.length, null, (error, length) => {
      if (error) throw error;
      const answer = answerTo(Buffer.from(packet.subarray(0, length)));
      if (answer) {
        const answers = twice.includes(count) ? 2 : 1;
        const dueMs = performance.now() + (delaysMs[count % delaysMs.length] ?? 0);
        at(dueMs, () => {
          for (let sent = 0; sent < answers; sent++) writeSync(tun, answer);
        });
        count++;
      }
      next();
    });
  next();
  process.stdout.write('ready\n');
}

function openTun(device: string): number {
  const tun = openSync('/dev/net/tun', 'r+');
  const request = Buffer.alloc(40);
  request.write(device, 'ascii');
  request.writeUInt16LE(flags, 16);
  const ioctl = koffi.load('libc.so.6').func('int ioctl(int, unsigned long, ...)');
  if (ioctl(tun, tunSetInterface, 'void *', request) !== 0) throw new Error(`no TUN device ${device}`);
  return tun;
}

/** Of an IPv4 echo request; nothing else is answered. */
function answerTo(packet: Buffer): Buffer | undefined {
  const headerLength = (packet.readUInt8(0) & 0x0f) * 4;
  const isPing = packet.readUInt8(0) >> 4 === 4 && packet.readUInt8(9) === icmp;
  if (!isPing || packet.readUInt8(headerLength) !== echoRequest) return undefined;
  const [source, target] = [Buffer.from(packet.subarray(12, 16)), Buffer.from(packet.subarray(16, 20))];
  target.copy(packet, 12);
  source.copy(packet, 16);
  packet.writeUInt8(echoReply, headerLength);
  // The type is the high byte of the first word that was summed up (RFC 1624).
  const sum = packet.readUInt16BE(headerLength + 2) + echoRequest * 256;
  packet.writeUInt16BE((sum & 0xffff) + (sum >> 16), headerLength + 2);
  return packet;
}

/** Never early, as a timer may be. */
function at(dueMs: number, action: () => void): void {
  const leftMs = dueMs - performance.now();
  if (leftMs <= 0) action();
  else setTimeout(() => at(dueMs, action), leftMs);
}

main(JSON.parse(process.argv[2] ?? '{}') as FarHostOptions);
