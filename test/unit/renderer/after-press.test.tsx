import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { openApp } from '../../support/render-app';

it('shows the fault of a field that is left by a press only when the press is over', async () => {
  await openApp('targets');
  fireEvent.click(screen.getByRole('button', { name: 'Add target' }));
  const dialog = within(await screen.findByRole('dialog'));
  const host = dialog.getByLabelText('Host');
  fireEvent.change(host, { target: { value: '-f' } });
  const elsewhere = dialog.getByRole('button', { name: 'Cancel' });
  fireEvent.pointerDown(elsewhere);
  fireEvent.blur(host);
  expect(host.getAttribute('aria-invalid')).not.toBe('true');
  fireEvent.pointerUp(elsewhere);
  await waitFor(() => expect(host.getAttribute('aria-invalid')).toBe('true'));
});
