import { Button } from '@mantine/core';
import { IconPlayerStopFilled, IconRoute } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Announced } from '../../components/announced';
import { FailureNotice } from '../../components/notice';
import { Panel } from '../../components/panel';
import { useFormat, useTexts } from '../../texts/texts';
import { busyRouters, findingOf, type HopFigures, hopsOf, type PathFinding } from './path-hops';
import { PathTable } from './path-table';
import { usePath } from './use-path';

/** The hops towards a host, asked for only while somebody wants to see them. */
export function PathPanel({ host }: { readonly host: string }) {
  const { path } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const { rounds, failure, isShown } = usePath(host, isOpen);
  const hops = useMemo(() => hopsOf(rounds), [rounds]);
  const isReached = rounds.some(({ reached }) => reached);
  const hasBegun = isOpen || rounds.length > 0;
  return (
    <Panel
      title={path.title}
      mark={rounds.length > 0 ? <span className="muted">{path.rounds(rounds.length)}</span> : undefined}
      aside={hasBegun ? <PathSwitch isOpen={isOpen} setOpen={setOpen} isShown={isShown} /> : undefined}
    >
      {hasBegun ? null : (
        <div className="path-start">
          <p className="muted">{path.intro}</p>
          <Button variant="default" leftSection={<IconRoute size={15} />} onClick={() => setOpen(true)}>
            {path.start}
          </Button>
        </div>
      )}
      {failure === undefined ? null : <FailureNotice failure={failure} title={path.failed} />}
      {hops.length > 0 ? (
        <>
          <PathWords hops={hops} isReached={isReached} />
          <PathTable hops={hops} />
        </>
      ) : isOpen && failure === undefined ? (
        <p className="panel-body muted" role="status">
          {path.starting}
        </p>
      ) : null}
    </Panel>
  );
}

interface PathSwitchProps {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly isShown: boolean;
}

function PathSwitch({ isOpen, setOpen, isShown }: PathSwitchProps) {
  const { path } = useTexts();
  const word = isOpen ? (isShown ? path.live : path.hidden) : path.stopped;
  return (
    <span className="peaks">
      <span>{word}</span>
      <Button
        size="xs"
        variant="default"
        leftSection={isOpen ? <IconPlayerStopFilled size={12} /> : <IconRoute size={14} />}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? path.stop : path.start}
      </Button>
    </span>
  );
}

interface PathWordsProps {
  readonly hops: readonly HopFigures[];
  readonly isReached: boolean;
}

/** Where loss begins, in a sentence. */
function PathWords({ hops, isReached }: PathWordsProps) {
  const { path } = useTexts();
  const finding = findingOf(hops, isReached);
  const sentence = useSentence(finding);
  const busy = busyRouters(hops, isReached);
  const isUntimed = hops.some(({ probes }) => probes.includes('untimed'));
  return (
    <div className="path-words">
      <Announced about={`${finding.kind} ${'hop' in finding ? finding.hop.ttl : ''}`} text={sentence} />
      <p>{sentence}</p>
      {isUntimed ? <p className="muted">{path.untimed}</p> : null}
      {busy.length === 0 ? null : <p className="muted">{path.busyRouters(busy.map(({ ttl }) => ttl))}</p>}
    </div>
  );
}

function useSentence(finding: PathFinding): string {
  const { path } = useTexts();
  const format = useFormat();
  const named = ({ ttl, ips: [ip] }: HopFigures) => (ip === undefined ? String(ttl) : `${ttl} (${ip})`);
  switch (finding.kind) {
    case 'clear':
      return path.noLoss;
    case 'begins':
      return path.lossBegins(named(finding.hop), format.percent(finding.hop.lossRatio));
    case 'at_target':
      return path.lossAtTarget(format.percent(finding.hop.lossRatio));
    case 'ends_after':
      return path.endsAfter(named(finding.hop));
    case 'nothing_answers':
      return path.nothingAnswers;
  }
}
