import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { useFocusReturn } from './focus';
import './side-panel.css';

interface SidePanelProps {
  readonly title: ReactNode;
  readonly size?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form or an inspector beside the page it belongs to; keeps the focus until it is closed, then gives it back. */
export function SidePanel({ title, size = 460, onClose, children }: SidePanelProps) {
  const { actions } = useTexts();
  useFocusReturn();
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={size}
      // Its lock writes a style element, which the page's content security policy forbids.
      lockScroll={false}
      transitionProps={{ transition: 'slide-left', duration: 120 }}
      classNames={{ content: 'side-panel', overlay: 'side-panel-overlay', title: 'side-panel-title' }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className="side-panel-head">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={actions.close} />
        </div>
        <Drawer.Body className="side-panel-body">{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
