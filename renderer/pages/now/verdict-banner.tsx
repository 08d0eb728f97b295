import { IconChevronRight } from '@tabler/icons-react';
import type { Finding } from '../../../main/contract/verdict';
import { evidenceOf, titleOf } from '../../../main/texts/verdict-words';
import { StateIcon, toneOf } from '../../components/state-mark';
import { routeHash } from '../../state/route';
import { useApp, useNow } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { explainingPage } from './explaining-page';
import './verdict-banner.css';

/** Lines of evidence in sight: of the worst finding, and of each other one. */
const shownOfWorst = 3;
const shownOfOthers = 1;

/** What is wrong now, what that rests on, since when, and where to look next; the worst stands out. */
export function VerdictBanner() {
  const { now } = useTexts();
  const { level, findings } = useApp((app) => app.verdict);
  const [worst, ...others] = findings;
  if (!worst) return null;
  return (
    <section className={`verdict tone-${toneOf(level)}`} aria-label={now.verdict}>
      <WorstFinding finding={worst} />
      {others.length === 0 ? null : (
        <ul className="verdict-others">
          {others.map((finding) => (
            <OtherFinding key={`${finding.code} ${finding.sinceMs} ${keyOf(finding)}`} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  );
}

function WorstFinding({ finding }: { finding: Finding }) {
  const { health } = useTexts();
  return (
    <div className="verdict-finding verdict-worst">
      <StateIcon state={finding.level} size={28} />
      <div className="verdict-words">
        <div aria-live="polite">
          <p className="verdict-level">{health[finding.level]}</p>
          <h2>
            <Title finding={finding} />
          </h2>
        </div>
        <EvidenceList finding={finding} shown={shownOfWorst} />
      </div>
      <SinceAndWhere finding={finding} />
    </div>
  );
}

function OtherFinding({ finding }: { finding: Finding }) {
  const { health } = useTexts();
  return (
    <li className="verdict-finding">
      <StateIcon state={finding.level} size={16} />
      <div className="verdict-words">
        <h3>
          <span className="visually-hidden">{health[finding.level]}: </span>
          <Title finding={finding} />
        </h3>
        <EvidenceList finding={finding} shown={shownOfOthers} />
      </div>
      <SinceAndWhere finding={finding} />
    </li>
  );
}

/** Of several findings with one code each names what it is about. */
function keyOf({ values }: Finding): string {
  if ('destination' in values) return values.destination;
  return 'state' in values ? values.state : '';
}

function Title({ finding }: { finding: Finding }) {
  const texts = useTexts();
  const format = useFormat();
  return <>{titleOf(finding, texts, format, useNow())}</>;
}

function SinceAndWhere({ finding }: { finding: Finding }) {
  const { verdict } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  const targets = useApp((app) => app.targets);
  const page = explainingPage(finding, targets);
  const { sinceMs } = finding;
  return (
    <p className="verdict-line">
      <time className="number" dateTime={new Date(sinceMs).toISOString()} title={format.full(sinceMs)}>
        {verdict.since(format.minute(sinceMs, nowMs))}
      </time>
      {page ? (
        <a href={routeHash(page.route)}>
          <span>{verdict.look[page.look](page.name)}</span>
          <IconChevronRight size={14} aria-hidden="true" />
        </a>
      ) : null}
    </p>
  );
}

function EvidenceList({ finding, shown }: { finding: Finding; shown: number }) {
  const texts = useTexts();
  const format = useFormat();
  const sentences = evidenceOf(finding, texts, format, useNow());
  const rest = sentences.slice(shown);
  return (
    <>
      <Sentences sentences={sentences.slice(0, shown)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{texts.now.moreEvidence(rest.length)}</summary>
          <Sentences sentences={rest} />
        </details>
      )}
    </>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="verdict-evidence">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
