/** One TCP connection and who has it. */
export interface Connection {
  readonly localPort: number;
  /** Absent for a socket that listens: it has no other side. */
  readonly remote?: { readonly address: string; readonly port: number };
  /** Absent when no process has it open any more, or when this user may not see whose it is. */
  readonly process?: ConnectionProcess;
}

export interface ConnectionProcess {
  readonly pid: number;
  readonly name?: string;
}
