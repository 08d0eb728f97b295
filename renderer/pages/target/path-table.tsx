import { ColumnHeads } from '../../components/column-heads';
import { Nothing } from '../../components/nothing';
import { useFormat, useTexts } from '../../texts/texts';
import type { HopFigures, ProbeSeen } from './path-hops';

export function PathTable({ hops }: { readonly hops: readonly HopFigures[] }) {
  const { path } = useTexts();
  const topSeconds = Math.max(0.001, ...hops.map(({ worstSeconds = 0 }) => worstSeconds));
  return (
    <div className="path-scroll">
      <table className="table path-table">
        <ColumnHeads
          columns={[
            { title: path.hop, isNumber: true },
            { title: path.address },
            { title: path.loss, isNumber: true },
            { title: path.last, isNumber: true },
            { title: path.mean, isNumber: true },
            { title: path.best, isNumber: true, className: 'wide-only' },
            { title: path.worst, isNumber: true, className: 'wide-only' },
            { title: path.sent, isNumber: true, className: 'wide-only' },
            { title: path.line, className: 'path-line' },
          ]}
        />
        <tbody>
          {hops.map((hop) => (
            <HopRow key={hop.ttl} hop={hop} topSeconds={topSeconds} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HopRow({ hop, topSeconds }: { readonly hop: HopFigures; readonly topSeconds: number }) {
  const format = useFormat();
  const { ttl, ips, probes, lossRatio } = hop;
  const rtt = (seconds: number | undefined) => (seconds === undefined ? <Nothing /> : format.rtt(seconds));
  const isSilent = ips.length === 0;
  return (
    <tr className={isSilent ? 'row-quiet' : undefined}>
      <th scope="row" className="table-number">
        {ttl}
      </th>
      <td className="path-address">
        <HopAddress hop={hop} />
      </td>
      <td className={`table-number ${lossRatio > 0 && !isSilent ? 'tone-failing toned' : ''}`}>
        {format.percent(lossRatio)}
      </td>
      <td className="table-number">{rtt(hop.lastSeconds)}</td>
      <td className="table-number">{rtt(hop.meanSeconds)}</td>
      <td className="table-number wide-only">{rtt(hop.bestSeconds)}</td>
      <td className="table-number wide-only">{rtt(hop.worstSeconds)}</td>
      <td className="table-number wide-only">{format.count(probes.length)}</td>
      <td className="path-line">
        <HopLine probes={probes} topSeconds={topSeconds} isSilent={isSilent} />
      </td>
    </tr>
  );
}

function HopAddress({ hop: { ips } }: { readonly hop: HopFigures }) {
  const { path } = useTexts();
  const [first, ...others] = ips;
  if (first === undefined) return <span className="muted">{path.silent}</span>;
  return (
    <>
      <span className="mono">{first}</span>
      {others.length === 0 ? null : (
        <span className="muted" title={others.join(', ')}>
          {' '}
          {path.alsoFrom(others.length)}
        </span>
      )}
    </>
  );
}

const shownProbes = 60;
const height = 20;

interface HopLineProps {
  readonly probes: readonly ProbeSeen[];
  readonly topSeconds: number;
  readonly isSilent: boolean;
}

/** The last probes of a hop, all hops on one scale: an answer as a bar, the lowest where nobody said when it came; none as one of full height, red where it means loss. */
function HopLine({ probes, topSeconds, isSilent }: HopLineProps) {
  const { path } = useTexts();
  const shown = probes.slice(-shownProbes);
  const { answered, lost } = barsOf(shown, topSeconds);
  const count = shown.filter((probe) => probe !== null).length;
  return (
    <svg
      className="path-bars"
      role="img"
      aria-label={path.lineWords(count, shown.length)}
      viewBox={`0 0 ${shownProbes} ${height}`}
      preserveAspectRatio="none"
    >
      <path className="path-answered" d={answered} />
      <path className={isSilent ? 'path-silent' : 'path-lost'} d={lost} />
    </svg>
  );
}

function barsOf(probes: readonly ProbeSeen[], topSeconds: number) {
  const bars = probes.map((probe, index) => {
    const share = probe === null ? 1 : Math.max(0.08, probe === 'untimed' ? 0 : probe / topSeconds);
    const tall = Math.round(share * height * 10) / 10;
    return { isLost: probe === null, path: `M${index} ${height}v-${tall}h0.7v${tall}z` };
  });
  const of = (isLost: boolean) =>
    bars
      .filter((bar) => bar.isLost === isLost)
      .map(({ path }) => path)
      .join('');
  return { answered: of(false), lost: of(true) };
}
