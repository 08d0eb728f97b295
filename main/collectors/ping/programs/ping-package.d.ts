/** The parts of the `ping` package that @types/ping leaves out, as far as they are used here (0.4.4). */

interface PingConfig {
  numeric?: boolean;
  /** Seconds. */
  timeout?: number | false;
  deadline?: number | false;
  min_reply?: number;
  v6?: boolean;
  sourceAddr?: string;
  packetSize?: number;
  extra?: string[];
}

declare module 'ping/lib/builder/factory.js' {
  const factory: {
    getExecutablePath(platform: string, v6: boolean): string;
    createBuilder(platform: string): {
      /** Fills what is missing in `config` in: hand a fresh one over. */
      getCommandArguments(target: string, config: PingConfig): string[];
    };
  };
  export = factory;
}

declare module 'ping/lib/parser/win.js' {
  class WinParser {
    constructor(address: string, config: PingConfig);
    /** One line without its end. May throw on text it does not know. */
    eat(line: string): this;
    /** `times` are milliseconds. */
    getResult(): { times: number[] };
  }
  export = WinParser;
}
