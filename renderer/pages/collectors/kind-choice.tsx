import {
  IconAffiliate,
  IconBookmarks,
  IconFileText,
  IconNetwork,
  IconPlugConnected,
  IconTable,
  IconTarget,
  IconTerminal2,
  IconWorld,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { CollectorKind } from '../../../main/settings/schema/collectors';
import { SidePanel } from '../../components/side-panel';
import { useTexts } from '../../texts/texts';
import { collectorKinds } from './collector-fields';

const kindIcons: Readonly<Record<CollectorKind, ComponentType<{ size: number; stroke: number }>>> = {
  'tcp-states': IconTable,
  ping: IconTarget,
  'tcp-connect': IconPlugConnected,
  dns: IconBookmarks,
  http: IconWorld,
  link: IconNetwork,
  command: IconTerminal2,
  textfile: IconFileText,
  scrape: IconAffiliate,
};

interface KindChoiceProps {
  readonly onChoose: (kind: CollectorKind) => void;
  readonly onClose: () => void;
}

/** What a new collector measures, each kind in a line. */
export function KindChoice({ onChoose, onClose }: KindChoiceProps) {
  const { collectors } = useTexts();
  return (
    <SidePanel title={collectors.addTitle} size={520} onClose={onClose}>
      <p className="muted">{collectors.chooseKind}</p>
      <ul className="kinds">
        {collectorKinds.map((kind) => (
          <li key={kind}>
            <KindButton kind={kind} onChoose={() => onChoose(kind)} />
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

function KindButton({ kind, onChoose }: { kind: CollectorKind; onChoose: () => void }) {
  const { collectors } = useTexts();
  const Icon = kindIcons[kind];
  const { name, text } = collectors.kinds[kind];
  return (
    <button type="button" className="kind" onClick={onChoose}>
      <span className="kind-icon" aria-hidden="true">
        <Icon size={18} stroke={1.6} />
      </span>
      <span className="kind-words">
        <span className="row-title">{name}</span>
        <span className="muted">{text}</span>
      </span>
    </button>
  );
}
