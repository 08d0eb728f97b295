import {
  IconMoon,
  IconNetwork,
  IconPlayerPauseFilled,
  IconPower,
  IconQuestionMark,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { markWords } from '../../charts/mark-words';
import { StateIcon } from '../../components/state-mark';
import { queryAround } from '../../report/report-range';
import { routeHash } from '../../state/route';
import { useNow } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import type { Happening } from './happenings';

/** When, to what, what, and the report of that time. */
export function HappenedRow({ happening }: { happening: Happening }) {
  const { happened } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  const what = useWords(happening);
  const { fromMs } = happening;
  const names = 'names' in happening ? happening.names : [];
  const time = useTime(happening);
  return (
    <li>
      <time className="number muted" dateTime={new Date(fromMs).toISOString()} title={format.full(fromMs)}>
        {time}
      </time>
      <HappeningIcon kind={happening.kind} />
      <p className="happened-what">
        <Names names={names} /> <span className={names.length === 0 ? '' : 'muted'}>{what}</span>
      </p>
      <a
        className="happened-report"
        href={routeHash({ page: 'report', query: queryAround(happening, nowMs) })}
        aria-label={happened.reportOf([...names, what].join(' '), time)}
      >
        {happened.report}
      </a>
    </li>
  );
}

function useTime(happening: Happening): string {
  const { happened } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  const { fromMs, isOlder } = happening;
  if (isOlder) return happened.before(format.minute(fromMs, nowMs));
  if ('isAbout' in happening && happening.isAbout) return happened.about(format.minute(fromMs, nowMs));
  return format.moment(fromMs, nowMs);
}

function useWords(happening: Happening): string {
  const { happened, charts, report } = useTexts();
  const format = useFormat();
  const length = format.span(happening.toMs - happening.fromMs);
  const span =
    happening.isOlder || ('end' in happening && happening.end === 'unknown')
      ? report.atLeast(length)
      : length;
  switch (happening.kind) {
    case 'change':
      return markWords(happening.mark, charts);
    case 'outage':
      return happening.end === 'lasting' ? happened.outageLasting(span) : happened.outage(span);
    case 'loss': {
      const lost = format.percent(happening.lossRatio ?? 0);
      return happening.end === 'lasting' ? happened.lossLasting(lost, span) : happened.loss(lost, span);
    }
    default: {
      const words = charts.silences[happening.kind];
      return happening.isLasting ? happened.silenceLasting(words, span) : happened.silence(words, span);
    }
  }
}

const namesShown = 3;

function Names({ names }: { names: readonly string[] }) {
  const { happened } = useTexts();
  const format = useFormat();
  const more = names.length - namesShown;
  return (
    <>
      {names.slice(0, namesShown).map((name, index) => (
        <span key={name}>
          {index === 0 ? '' : ', '}
          <a className="happened-name" href={routeHash({ page: 'targets', item: name })}>
            {name}
          </a>
        </span>
      ))}
      {more > 0 ? ` ${happened.moreTargets(format.count(more))}` : ''}
    </>
  );
}

const icons: Readonly<
  Record<Exclude<Happening['kind'], 'outage' | 'loss'>, ComponentType<{ size: number }>>
> = {
  asleep: IconMoon,
  paused: IconPlayerPauseFilled,
  off: IconPower,
  unmeasured: IconQuestionMark,
  change: IconNetwork,
};

/** The words say the same. */
function HappeningIcon({ kind }: Pick<Happening, 'kind'>) {
  if (kind === 'outage') return <StateIcon state="down" />;
  if (kind === 'loss') return <StateIcon state="loss" />;
  const Icon = icons[kind];
  return (
    <span className="state-icon tone-quiet" aria-hidden="true">
      <Icon size={16} />
    </span>
  );
}
