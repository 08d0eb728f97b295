import type { Medium, ProbeFailure, ProbeObstacle, Rest } from '../../contract/verdict';
import { isSilence, type PileHolder, type VerdictTexts } from '../verdict-texts';

export const verdict: VerdictTexts = {
  andMore: (worst, others) => `${worst}; ${others} more`,
  since: (time) => `since ${time}`,
  look: {
    target: (name) => `Look at ${name}`,
    holders: () => 'Which processes hold them',
    tcp: () => 'Look at TCP',
    pushes: (name) => `Failed pushes to ${name}`,
    destination: (name) => `Look at ${name}`,
    collectors: () => 'Look at the collectors',
  },

  findings: {
    all_well: () => 'All well',
    starting: () => 'Starting',
    nothing_measured: () => 'Nothing is measured',
    monitoring_paused: () => 'Monitoring is paused',
    pushing_paused: () => 'Pushing is paused',
    asleep: () => 'Asleep',

    no_network: () => 'This machine has no network',
    router_down: ({ medium, beyond }) =>
      beyond === 'fine'
        ? onMedium(medium, 'the router does not answer pings; what lies beyond it answers')
        : onMedium(
            medium,
            `the router does not answer${beyond === 'affected' ? ', nor does what lies beyond it' : ''}`,
          ),
    router_loss: ({ medium, lossRatio, beyond }, { wholePercent }) =>
      onMedium(medium, `${wholePercent(lossRatio)} loss to the router${afterRouter(beyond)}`),
    router_slow: ({ medium, rttSeconds, beyond }, { rtt }) =>
      onMedium(medium, `the router takes ${rtt(rttSeconds)} to answer${afterRouter(beyond)}`),
    resolver_down: () => 'DNS does not answer',
    resolver_loss: ({ lossRatio }, { wholePercent }) =>
      `DNS fails for ${wholePercent(lossRatio)} of the questions`,
    resolver_slow: ({ rttSeconds }, { rtt }) => `DNS answers slowly, after ${rtt(rttSeconds)}`,
    internet_down: ({ router }) =>
      router === 'fine' ? 'The internet is unreachable from the router on' : 'The internet is unreachable',
    internet_loss: ({ targets, lossRatio, router }, { wholePercent }) =>
      `${wholePercent(lossRatio)} loss ${router === 'unknown' ? `to ${list(targets)}` : `on the internet${upToRouter(router)}`}`,
    internet_slow: ({ rttSeconds, router }, { rtt }) =>
      `The internet takes ${rtt(rttSeconds)} to answer${upToRouter(router)}`,
    targets_down: ({ targets, of, others }) =>
      targets.length === 1
        ? `Target ${targets[0]} is down${othersAre(others)}`
        : `${someOf(targets, of)} are down: ${list(targets)}`,
    targets_loss: ({ targets, of, lossRatio, others }, { wholePercent }) =>
      targets.length === 1
        ? `Target ${targets[0]}: ${wholePercent(lossRatio)} loss${othersAre(others)}`
        : `${someOf(targets, of)} lose up to ${wholePercent(lossRatio)}: ${list(targets)}`,
    targets_slow: ({ targets, of, rttSeconds, others }, { rtt }) =>
      targets.length === 1
        ? `Target ${targets[0]} takes ${rtt(rttSeconds)} to answer${othersAre(others)}`
        : `${someOf(targets, of)} answer slowly: ${list(targets)}`,
    targets_not_probed: ({ targets, of }) =>
      targets.length === 1
        ? `Target ${targets[0]} cannot be probed`
        : `${someOf(targets, of)} cannot be probed: ${list(targets)}`,

    tcp_pileup: ({ state, connections, process }, { count }) =>
      `${count(connections)} connections in ${state.toUpperCase()}${process === undefined ? '' : `, ${heldBy(process, count)}`}`,
    tcp_resending: ({ resentRatio }, { percent }) =>
      `TCP sends ${percent(resentRatio)} of its segments again`,
    listen_drops: ({ dropped }, { count }) =>
      dropped === 1
        ? 'This machine dropped a connection that came in'
        : `This machine dropped ${count(dropped)} connections that came in`,

    pushes_fail: ({ destination, failure, status }) =>
      `Pushes fail: ${status === undefined ? pushFailure(destination, failure) : `${status} from ${destination}`}`,
    pushes_held: ({ destination, reason }) =>
      `Pushes to ${destination} are held back: ${holds[reason] ?? 'see why there'}`,
    clock_skew: ({ destination }) =>
      `Pushes to ${destination} are held back: this machine’s clock differs from its clock`,
    backlog_grows: ({ destination, samples }, { count }) =>
      `The backlog of ${destination} grows: ${samplesWait(samples, count)}`,

    collectors_fail: ({ collectors, of }) =>
      collectors.length === 1
        ? `Collector ${collectors[0]} fails`
        : `${collectors.length} of ${of} collectors fail: ${list(collectors)}`,
  },

  evidence: {
    targets_answer: ({ targets, of }) => {
      if (targets < of)
        return `${targets === 0 ? 'None' : targets} of ${of} targets ${targets < 2 ? 'answers' : 'answer'}`;
      return targets === 1 ? '1 target answers' : `${targets} targets answer`;
    },
    pushes_arrive: ({ destinations }) =>
      destinations === 1 ? '1 destination takes pushes' : `${destinations} destinations take pushes`,
    collectors_measure: ({ collectors }) =>
      collectors === 1 ? '1 collector measures' : `${collectors} collectors measure`,
    first_cycles: ({ waiting }) =>
      waiting === 1
        ? 'The first cycle is under way'
        : `The first cycles of ${waiting} collectors are under way`,
    collectors_off: ({ collectors }) =>
      collectors === 0
        ? 'The settings name no collector'
        : collectors === 1
          ? 'The only collector is switched off'
          : `All ${collectors} collectors are switched off`,
    switched_off: ({ what }) =>
      what === 'monitoring'
        ? 'Switched off by hand: nothing is measured or pushed'
        : 'Switched off by hand: everything is measured, nothing is pushed',
    sleeping: () => 'This machine sleeps: measuring goes on when it wakes up',

    no_default_route: () => 'There is no default route',
    device_down: ({ device }) => `${device}: the link is down`,
    wifi_signal: ({ device, signalDbm }) => `${device}: Wi-Fi signal ${signed(signalDbm)}\u00a0dBm`,

    packets_lost: ({ target, lossRatio, cycles }, { wholePercent }) =>
      `${target}: ${wholePercent(lossRatio)} of the packets of ${inCycles(cycles)} were lost`,
    probes_failed: ({ target, failed, cycles, reason }) =>
      `${target}: ${failed} of ${cycles} probes failed${because(reason)}`,
    no_answer: ({ target, cycles, reason, lastAnswerAtMs, againAtMs }, { moment, nowMs }) => {
      const isSilent = isSilence(reason);
      const what = `${target}: ${isSilent ? 'no answer' : 'failed'} in ${inCycles(cycles)}${because(reason)}`;
      if (againAtMs !== undefined) {
        return `${what}; it ${isSilent ? 'answers' : 'works'} again since ${moment(againAtMs, nowMs)}`;
      }
      if (lastAnswerAtMs === undefined) return what;
      const last = moment(lastAnswerAtMs, nowMs);
      return isSilent ? `${what}; the last answer came at ${last}` : `${what}; it last worked at ${last}`;
    },
    slow_answers: ({ target, rttSeconds, usualSeconds }, { rtt }) =>
      `${target}: ${rtt(rttSeconds)}${usualSeconds === undefined ? '' : `, usually ${rtt(usualSeconds)}`}`,
    not_probed: ({ target, obstacle }) => `${target}: ${obstacles[obstacle]}`,
    answers_well: ({ target, rttSeconds }, { rtt }) =>
      rttSeconds === undefined ? `${target} answers` : `${target} answers in ${rtt(rttSeconds)}`,

    connections: ({ state, connections, usual }, { count }) =>
      `${state.toUpperCase()}: ${count(connections)}${usual === undefined ? '' : `, usually ${count(usual)}`}`,
    held_by: ({ pid, name, connections, of, atMs }, { count, moment, nowMs }) =>
      `${name === undefined ? `Process ${pid}` : `${name} (process ${pid})`} held ${count(connections)} of ${count(of)} at ${moment(atMs, nowMs)}`,
    segments_resent: ({ resent, sent, overMs }, { count, interval }) =>
      `${count(resent)} of ${count(sent)} segments within ${interval(overMs)}`,
    connections_dropped: ({ dropped, overMs }, { count, interval }) =>
      `${count(dropped)} dropped within ${interval(overMs)}: a listening program did not take them in time`,

    push_failed: ({ url, failure, status, failures }) =>
      `${url}: ${status === undefined ? failureWords(failure) : `status ${status}`}${
        failures > 1 ? `, ${failures} times in a row` : ''
      }`,
    last_delivered: ({ destination, atMs }, { moment, nowMs }) =>
      `${destination}: last delivered at ${moment(atMs, nowMs)}`,
    backlog: ({ destination, samples, oldestAtMs }, { count, moment, nowMs }) =>
      `${destination}: ${samplesWait(samples, count)}${
        oldestAtMs === undefined ? '' : `, the oldest of ${moment(oldestAtMs, nowMs)}`
      }`,
    held: ({ url }) => `Nothing is sent to ${url}`,
    collector_problem: ({ collector, reason }) => `${collector}: ${reason.replace(/\.$/, '')}`,
  },
};

function onMedium(medium: Medium, sentence: string): string {
  if (medium === 'unknown') return sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return `${medium === 'wifi' ? 'Wi-Fi' : 'Cable'}: ${sentence}`;
}

function afterRouter(beyond: Rest): string {
  return { fine: '; beyond it fine', affected: ', and so beyond it', unknown: '' }[beyond];
}

function upToRouter(router: Rest): string {
  return router === 'fine' ? '; up to the router fine' : '';
}

function othersAre(others: Rest): string {
  return others === 'fine' ? ', others fine' : '';
}

function someOf(targets: readonly string[], of: number): string {
  return targets.length === of ? `All ${of} targets` : `${targets.length} of ${of} targets`;
}

/** The first few: the line has to stay one. */
function list(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function heldBy(
  { pid, name = String(pid), connections }: PileHolder,
  count: (value: number) => string,
): string {
  return `${connections === undefined ? 'most' : count(connections)} of them in process ${name}`;
}

function samplesWait(samples: number, count: (value: number) => string): string {
  return samples === 1 ? '1 sample waits' : `${count(samples)} samples wait`;
}

function inCycles(cycles: number): string {
  return cycles === 1 ? 'the last cycle' : `${cycles} cycles`;
}

/** With a true minus sign. */
function signed(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}

function because(reason: ProbeFailure | undefined): string {
  return reason === undefined || reason === 'lost' ? '' : ` (${failures[reason]})`;
}

const failures: Readonly<Record<ProbeFailure, string>> = {
  lost: 'lost',
  refused: 'the connection was refused',
  timeout: 'it took too long',
  tls: 'no secure connection',
  broken_off: 'the connection broke off',
  status: 'an HTTP status that is no success',
  answer: 'another answer than expected',
};

const obstacles: Readonly<Record<ProbeObstacle, string>> = {
  unresolvable: 'its name has no address',
  no_route: 'there is no route to it',
  permission: 'not permitted on this machine',
  no_program: 'there is no ping program',
  failed: 'the probe failed on this machine',
};

const holds: Readonly<Record<string, string>> = {
  own_address: 'it is this Pushtray itself',
  instance_is_localhost: 'this machine has no name of its own',
};

function pushFailure(destination: string, failure: string): string {
  switch (failure) {
    case 'unreachable':
      return `${destination} cannot be reached`;
    case 'timeout':
      return `${destination} does not answer in time`;
    case 'missing_secret':
      return `a secret for ${destination} is missing`;
    default:
      return `${destination}, ${failureWords(failure)}`;
  }
}

function failureWords(failure: string): string {
  return pushFailures[failure] ?? failure;
}

const pushFailures: Readonly<Record<string, string>> = {
  unreachable: 'cannot be reached',
  timeout: 'no answer in time',
  tls: 'no secure connection',
  redirect: 'it redirects elsewhere',
  unauthorized: 'credentials are not accepted',
  not_found: 'nothing takes pushes there',
  refused: 'the push was refused',
  server_error: 'an error over there',
  invalid_metrics: 'metrics that are not valid',
  missing_secret: 'a secret is missing',
  own_address: 'it is this Pushtray itself',
  clock_skew: 'the clocks differ',
  aborted: 'the push was broken off',
};
