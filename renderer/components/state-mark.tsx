import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconHandStop,
  IconHelpCircleFilled,
  IconPlayerPauseFilled,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { DestinationStatus, TargetStatus } from '../../main/contract/state';
import type { HealthLevel } from '../../main/contract/verdict';
import './state-mark.css';

/** Colour by meaning; each state has a shape and a word of its own besides. */
export type Tone = 'ok' | 'trouble' | 'failing' | 'quiet';

export type MarkedState = TargetStatus['state'] | DestinationStatus['state'] | HealthLevel;

const marks: Readonly<Record<MarkedState, { tone: Tone; icon: ComponentType<{ size: number }> }>> = {
  ok: { tone: 'ok', icon: IconCircleCheckFilled },
  up: { tone: 'ok', icon: IconCircleCheckFilled },
  loss: { tone: 'trouble', icon: IconAlertTriangleFilled },
  trouble: { tone: 'trouble', icon: IconAlertTriangleFilled },
  down: { tone: 'failing', icon: IconCircleXFilled },
  failing: { tone: 'failing', icon: IconCircleXFilled },
  unknown: { tone: 'trouble', icon: IconHelpCircleFilled },
  held: { tone: 'trouble', icon: IconHandStop },
  waiting: { tone: 'quiet', icon: IconCircleDashed },
  paused: { tone: 'quiet', icon: IconPlayerPauseFilled },
  unheard: { tone: 'quiet', icon: IconHelpCircleFilled },
};

export function toneOf(state: MarkedState): Tone {
  return marks[state].tone;
}

/** The shape alone: wherever it stands, the word stands beside it. */
export function StateIcon({ state, size = 16 }: { state: MarkedState; size?: number }) {
  const { tone, icon: Icon } = marks[state];
  return (
    <span className={`state-icon tone-${tone}`} aria-hidden="true">
      <Icon size={size} />
    </span>
  );
}

export function StateMark({ state, word }: { state: MarkedState; word: string }) {
  return (
    <span className={`state-mark tone-${toneOf(state)}`}>
      <StateIcon state={state} size={14} />
      <span>{word}</span>
    </span>
  );
}
