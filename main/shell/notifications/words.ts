import type { Finding, Verdict } from '../../contract/verdict';
import { evidenceOf, summaryOf, titleOf } from '../../texts/verdict-words';
import type { Speech } from '../speech';
import type { Announcement } from './announcer';

/** Desktops cut what is longer. */
const maxLines = 4;

export interface NotificationWords {
  readonly title: string;
  readonly body: string;
  /** Of the page that has more of it, as the window's hash. */
  readonly route: string;
}

/** An announcement as a person reads it; `verdict` is how things are now. */
export function notificationWords(
  announcement: Announcement,
  verdict: Verdict,
  { texts, format }: Speech,
  nowMs: number,
): NotificationWords {
  const [first, ...others] = announcement.findings.map((finding) => titleOf(finding, texts, format, nowMs));
  const [worst] = announcement.findings;
  if (first === undefined || worst === undefined) throw new Error('an announcement of nothing');
  if (announcement.kind === 'worse') {
    const body = [...others, ...evidenceOf(worst, texts, format, nowMs)].slice(0, maxLines).join('\n');
    return { title: first, body, route: others.length > 0 ? now : routeOf(worst) };
  }
  const title = others.length > 0 ? texts.verdict.andMore(first, others.length) : first;
  const summary = summaryOf(verdict, texts, format, nowMs);
  return {
    title: texts.notifications.over(title),
    body: texts.notifications.lasted(format.span(announcement.lastedMs), summary),
    route: now,
  };
}

const now = '#/now';

function routeOf({ code, values }: Finding): string {
  if ('targets' in values) {
    const { collector } = values;
    const [target, ...others] = values.targets;
    if (target === undefined || others.length > 0) return now;
    const query = collector === undefined ? '' : `?${new URLSearchParams({ collector })}`;
    return `#/targets/${encodeURIComponent(target)}${query}`;
  }
  switch (code) {
    case 'pushes_fail':
      return `#/pushes?${new URLSearchParams({ destination: values.destination, outcome: 'failed' })}`;
    case 'pushes_held':
    case 'clock_skew':
    case 'backlog_grows':
      return `#/destinations/${encodeURIComponent(values.destination)}`;
    case 'tcp_pileup':
      return `#/tcp/${values.state}`;
    case 'tcp_resending':
    case 'listen_drops':
      return '#/tcp';
    case 'collectors_fail':
      return `#/collectors/${encodeURIComponent(values.collectors[0] ?? '')}`;
    default:
      return now;
  }
}
