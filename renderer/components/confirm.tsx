import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { useFocusReturn } from './focus';

interface ConfirmProps {
  readonly title: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Asks before something that has an effect elsewhere. The focus begins at Cancel. */
export function Confirm({ title, action, onConfirm, onCancel, children }: ConfirmProps) {
  const { actions } = useTexts();
  useFocusReturn();
  return (
    <Modal.Root
      opened
      centered
      size={440}
      onClose={onCancel}
      lockScroll={false}
      transitionProps={{ duration: 100 }}
      classNames={{ content: 'confirm', overlay: 'side-panel-overlay', title: 'side-panel-title' }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Title>{title}</Modal.Title>
        {children}
        <div className="form-actions">
          <Button variant="default" onClick={onCancel} data-autofocus>
            {actions.cancel}
          </Button>
          <Button className="button-danger" onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
