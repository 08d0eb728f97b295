import { StateIcon, toneOf } from '../../components/state-mark';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

const shownEvidence = 4;

/** What is wrong now, in words, and what that rests on. */
export function VerdictBanner() {
  const { now, health } = useTexts();
  const { level, summary, evidence } = useApp((app) => app.verdict);
  return (
    <section className={`verdict tone-${toneOf(level)}`} aria-label={now.verdict}>
      <StateIcon state={level} size={28} />
      <div className="verdict-words">
        <div className="verdict-head" aria-live="polite">
          <p className="verdict-level">{health[level]}</p>
          <h2>{summary}</h2>
        </div>
        <Evidence evidence={evidence} />
      </div>
    </section>
  );
}

function Evidence({ evidence }: { evidence: readonly string[] }) {
  const { now } = useTexts();
  if (evidence.length === 0) return null;
  const rest = evidence.slice(shownEvidence);
  return (
    <>
      <EvidenceList evidence={evidence.slice(0, shownEvidence)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{now.moreEvidence(rest.length)}</summary>
          <EvidenceList evidence={rest} />
        </details>
      )}
    </>
  );
}

function EvidenceList({ evidence }: { evidence: readonly string[] }) {
  return (
    <ul className="verdict-evidence">
      {evidence.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
