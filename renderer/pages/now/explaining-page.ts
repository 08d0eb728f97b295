import type { Finding } from '../../../main/contract/verdict';
import type { PageName, Route } from '../../state/route';

export interface ExplainingPage {
  readonly route: Partial<Route> & { readonly page: PageName };
  /** How the link to it is worded, and what it names. */
  readonly look: 'target' | 'holders' | 'tcp' | 'pushes' | 'destination' | 'collectors';
  readonly name: string;
}

/** Where to look next; `undefined` where there is no more to see. */
export function explainingPage({ code, values }: Finding): ExplainingPage | undefined {
  switch (code) {
    case 'tcp_pileup':
      return { route: { page: 'tcp', item: values.state }, look: 'holders', name: values.state };
    case 'tcp_resending':
    case 'listen_drops':
      return { route: { page: 'tcp' }, look: 'tcp', name: '' };
    case 'pushes_fail': {
      const query = { destination: values.destination, outcome: 'failed' };
      return { route: { page: 'pushes', query }, look: 'pushes', name: values.destination };
    }
    case 'pushes_held':
    case 'clock_skew':
    case 'backlog_grows':
      return { route: { page: 'destinations' }, look: 'destination', name: values.destination };
    case 'collectors_fail':
    case 'nothing_measured':
      return { route: { page: 'collectors' }, look: 'collectors', name: '' };
    default:
      return 'targets' in values ? targetPage(values.targets) : undefined;
  }
}

function targetPage([name]: readonly string[]): ExplainingPage | undefined {
  return name === undefined ? undefined : { route: { page: 'targets', item: name }, look: 'target', name };
}
