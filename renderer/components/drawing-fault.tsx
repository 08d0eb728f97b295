import { Component, type ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { FailureNotice } from './notice';

interface DrawingFaultProps {
  readonly children: ReactNode;
}

interface DrawingFaultState {
  readonly fault?: unknown;
}

/** What is below may fail to be drawn, by a fault of ours: then the fault stands there, and the rest of the window is used on. */
export class DrawingFault extends Component<DrawingFaultProps, DrawingFaultState> {
  override state: DrawingFaultState = {};

  static getDerivedStateFromError(fault: unknown): DrawingFaultState {
    return { fault };
  }

  override render(): ReactNode {
    return 'fault' in this.state ? <Fault fault={this.state.fault} /> : this.props.children;
  }
}

function Fault({ fault }: { readonly fault: unknown }) {
  const { shell } = useTexts();
  const failure = { code: 'drawing_failed', message: shell.drawingFailed, hint: shell.drawingFailedHint };
  return (
    <FailureNotice failure={failure} again={() => window.location.reload()}>
      <p lang="en">
        <code>{fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault)}</code>
      </p>
    </FailureNotice>
  );
}
