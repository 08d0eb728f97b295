/** Gathers bytes up to a bound; what comes after is dropped. */
export class BoundedText {
  truncated = false;
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly maxBytes: number) {}

  add(chunk: Buffer): void {
    const room = this.maxBytes - this.size;
    if (chunk.length > room) this.truncated = true;
    if (room <= 0) return;
    this.chunks.push(chunk.subarray(0, room));
    this.size += Math.min(chunk.length, room);
  }

  /** As UTF-8; what is not is shown as U+FFFD. */
  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}
