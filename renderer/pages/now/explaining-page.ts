import type { TargetStatus } from '../../../main/contract/state';
import type { Finding } from '../../../main/contract/verdict';
import type { PageName, Route } from '../../state/route';

export interface ExplainingPage {
  readonly route: Partial<Route> & { readonly page: PageName };
  /** How the link to it is worded, and what it names. */
  readonly look: 'target' | 'holders' | 'tcp' | 'pushes' | 'destination' | 'collectors';
  readonly name: string;
}

/** Where to look next; `undefined` where there is no more to see. */
export function explainingPage(
  { code, values }: Finding,
  targets: readonly Pick<TargetStatus, 'name'>[] = [],
): ExplainingPage | undefined {
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
      return {
        route: { page: 'destinations', item: values.destination },
        look: 'destination',
        name: values.destination,
      };
    case 'collectors_fail':
      return {
        route: { page: 'collectors', item: values.collectors[0] ?? '' },
        look: 'collectors',
        name: '',
      };
    case 'nothing_measured':
      return { route: { page: 'collectors' }, look: 'collectors', name: '' };
    default:
      return 'targets' in values ? targetPage(values.targets, values.collector, targets) : undefined;
  }
}

/** With its collector where others have a target of that name. */
function targetPage(
  [name]: readonly string[],
  collector: string | undefined,
  all: readonly Pick<TargetStatus, 'name'>[],
): ExplainingPage | undefined {
  if (name === undefined) return undefined;
  const isAlone = all.filter((target) => target.name === name).length <= 1;
  const query = isAlone || collector === undefined ? {} : { collector };
  return { route: { page: 'targets', item: name, query }, look: 'target', name };
}
