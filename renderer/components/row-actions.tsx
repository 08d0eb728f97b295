import { IconPlayerPlay } from '@tabler/icons-react';
import { useTexts } from '../texts/texts';
import { BusyButton } from './busy-button';
import { EditButton } from './edit-button';
import { RowMenu, type RowMenuProps } from './row-menu';

interface RowActionsProps extends RowMenuProps {
  /** *Try it*, in words that name the row. */
  readonly tryLabel: string;
  readonly isTrying: boolean;
  readonly onTry: () => void;
  readonly editLabel: string;
  readonly onEdit: () => void;
}

/** The last cell of a row of what measures: try it, edit it, and the rest in a menu. */
export function RowActions({ tryLabel, isTrying, onTry, editLabel, onEdit, ...menu }: RowActionsProps) {
  const { actions } = useTexts();
  return (
    <td className="row-actions">
      <BusyButton
        className="row-try"
        size="xs"
        variant="default"
        aria-label={tryLabel}
        leftSection={<IconPlayerPlay size={13} />}
        busy={isTrying}
        onClick={onTry}
      >
        <span className="wide-only">{actions.tryIt}</span>
      </BusyButton>
      <EditButton label={editLabel} onClick={onEdit} />
      <RowMenu {...menu} />
    </td>
  );
}
