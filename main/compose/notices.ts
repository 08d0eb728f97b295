import { isOwnAddress as isAt } from '../engine/delivering/own-address';
import type { FoundGateway } from '../server/port-holder';
import { addressesOf } from '../settings/schema/destinations';
import type { Settings } from '../settings/schema/settings';

/** Sentences for people at the top of the window: one for each subject, and one that offers a Pushgateway that answers on this machine. */
export class Notices {
  private readonly texts = new Map<string, string>();
  private found: FoundGateway | undefined;

  constructor(private readonly settings: () => Pick<Settings, 'destinations'>) {}

  /** Undefined takes it back. */
  set(subject: string, text: string | undefined): void {
    if (text === undefined) this.texts.delete(subject);
    else this.texts.set(subject, text);
  }

  /** Undefined: none answers. */
  setFoundGateway(found: FoundGateway | undefined): void {
    this.found = found;
  }

  /** As long as settings name it as no destination. */
  offeredGateway(): FoundGateway | undefined {
    const { found } = this;
    const known = this.settings().destinations.flatMap(addressesOf);
    return found && known.some((url) => isAt(url, found.url)) ? undefined : found;
  }

  offer(): string | undefined {
    const gateway = this.offeredGateway();
    if (!gateway) return undefined;
    const { url, version } = gateway;
    return `A Pushgateway ${version} answers at ${url} and nothing is pushed to it. To push to it, add ${url} as a destination.`;
  }

  all(): string[] {
    const offer = this.offer();
    return [...this.texts.values(), ...(offer === undefined ? [] : [offer])];
  }
}
