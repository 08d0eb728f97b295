import type { Fault } from '../outcome';

/** Where something stands in a text, counted from 1, in characters; 0 where there is no text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Enough to mend a file by; a body where every line is wrong must not become a list as long as itself. */
const mostListed = 100;

/** Collects faults; holds the first hundred and counts the others. */
export class FaultList {
  private readonly listed: Fault[] = [];
  private firstUnlisted: Position | undefined;
  private unlisted = 0;

  add({ line, column }: Position, message: string): void {
    if (this.listed.length < mostListed) {
      this.listed.push({ line, column, message });
      return;
    }
    this.firstUnlisted ??= { line, column };
    this.unlisted += 1;
  }

  /** In the order of the text. */
  all(): Fault[] {
    const faults = [...this.listed].sort((a, b) => a.line - b.line || a.column - b.column);
    if (!this.firstUnlisted) return faults;
    const message = `${this.unlisted} more faults are not listed: mend these first`;
    return [...faults, { ...this.firstUnlisted, message }];
  }
}
