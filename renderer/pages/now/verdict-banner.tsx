import { IconChevronRight } from '@tabler/icons-react';
import type { Finding } from '../../../main/contract/verdict';
import { evidenceOf, titleOf } from '../../../main/texts/verdict-words';
import { Announced } from '../../components/announced';
import { StateIcon, toneOf } from '../../components/state-mark';
import { routeHash } from '../../state/route';
import { useApp, useNow, useUnheardSince } from '../../state/session-context';
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
  const unheardSinceMs = useUnheardSince();
  const [worst, ...others] = findings;
  if (unheardSinceMs !== undefined) return <UnheardVerdict sinceMs={unheardSinceMs} />;
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

/** Instead of a verdict on a main that is not heard. */
function UnheardVerdict({ sinceMs }: { sinceMs: number }) {
  const { now, connection, targetStates } = useTexts();
  const format = useFormat();
  const title = connection.unheardSince(format.minute(sinceMs, useNow()));
  return (
    <section className={`verdict tone-${toneOf('unheard')}`} aria-label={now.verdict}>
      <div className="verdict-finding verdict-worst">
        <StateIcon state="unheard" size={28} />
        <div className="verdict-words">
          <p className="verdict-level">{targetStates.unheard}</p>
          <h2>{title}</h2>
          <Announced about="unheard" text={title} />
          <Sentences sentences={[connection.unheardText]} />
        </div>
      </div>
    </section>
  );
}

function WorstFinding({ finding }: { finding: Finding }) {
  const { health } = useTexts();
  const title = useTitle(finding);
  return (
    <div className="verdict-finding verdict-worst">
      <StateIcon state={finding.level} size={28} />
      <div className="verdict-words">
        <p className="verdict-level">{health[finding.level]}</p>
        <h2>{title}</h2>
        <Announced about={aboutOf(finding)} text={`${health[finding.level]}: ${title}`} />
        <EvidenceList finding={finding} shown={shownOfWorst} />
      </div>
      <SinceAndWhere finding={finding} />
    </div>
  );
}

function OtherFinding({ finding }: { finding: Finding }) {
  const { health } = useTexts();
  const title = useTitle(finding);
  return (
    <li className="verdict-finding">
      <StateIcon state={finding.level} size={16} />
      <div className="verdict-words">
        <h3>
          <span className="visually-hidden">{health[finding.level]}: </span>
          {title}
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

/** All of it but its figures. */
function aboutOf({ level, code, values }: Finding): string {
  return JSON.stringify([level, code, values], (_key, value) =>
    typeof value === 'number' ? undefined : value,
  );
}

function useTitle(finding: Finding): string {
  const texts = useTexts();
  const format = useFormat();
  return titleOf(finding, texts, format, useNow());
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
      {[...sentences.entries()].map(([place, sentence]) => (
        <li key={`${place} ${sentence}`}>{sentence}</li>
      ))}
    </ul>
  );
}
