import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts/texts';

export interface RowMenuProps {
  /** Whose menu it is. */
  readonly name: string;
  /** Where it stands among how many. */
  readonly index: number;
  readonly count: number;
  readonly onDuplicate: () => void;
  /** One place up (-1) or down (1); true when it was done. */
  readonly onMove: (by: -1 | 1) => Promise<boolean>;
  readonly onRemove: () => void;
}

/** What is done to one of a list less often than to edit it. */
export function RowMenu({ name, index, count, onDuplicate, onMove, onRemove }: RowMenuProps) {
  const { rowMenu, actions } = useTexts();
  const [moving, setMoving] = useState(false);
  const [said, setSaid] = useState('');
  const button = useRef<HTMLButtonElement>(null);

  // A row that changes its place leaves the document for a moment, and what has the focus in it loses it.
  useEffect(() => {
    if (said !== '' && document.activeElement === document.body) button.current?.focus();
  }, [said]);

  async function move(by: -1 | 1): Promise<void> {
    // Each move is made from the order that the one before has left.
    if (moving) return;
    setMoving(true);
    if (await onMove(by)) setSaid(rowMenu.moved(name, index + by + 1, count));
    setMoving(false);
  }

  return (
    <>
      <Menu
        position="bottom-end"
        width={180}
        transitionProps={{ duration: 80 }}
        withinPortal={false}
        // Its own place for the first focus is no menu item, which a menu may not hold.
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <ActionIcon ref={button} aria-label={rowMenu.open(name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={onDuplicate} data-autofocus>
            {rowMenu.duplicate}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={15} />}
            disabled={index === 0}
            onClick={() => void move(-1)}
          >
            {rowMenu.moveUp}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={15} />}
            disabled={index === count - 1}
            onClick={() => void move(1)}
          >
            {rowMenu.moveDown}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={15} />} onClick={onRemove}>
            {actions.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
