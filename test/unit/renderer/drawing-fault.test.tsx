import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawingFault } from '../../../renderer/components/drawing-fault';

function Chart({ isBroken }: { isBroken: boolean }) {
  if (isBroken) throw new TypeError('tops is not iterable');
  return <p>a chart</p>;
}

function Page({ name, isBroken }: { name: string; isBroken: boolean }) {
  return (
    <MantineProvider env="test">
      <a href="#/now">Now</a>
      <DrawingFault key={name}>
        <Chart isBroken={isBroken} />
      </DrawingFault>
    </MantineProvider>
  );
}

describe('a page that cannot be drawn', () => {
  // React tells of it there too.
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

  it('says that it is a fault of Pushtray, and which, and leaves what stands around it', () => {
    const { rerender } = render(<Page name="targets" isBroken={false} />);
    expect(screen.getByText('a chart')).toBeTruthy();
    rerender(<Page name="targets" isBroken />);
    const told = screen.getByRole('alert').textContent;
    expect(told).toContain('could not be drawn');
    expect(told).toContain('TypeError: tops is not iterable');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Now' })).toBeTruthy();
  });

  it('keeps no other page from being drawn', () => {
    const { rerender } = render(<Page name="targets" isBroken />);
    rerender(<Page name="pushes" isBroken={false} />);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('a chart')).toBeTruthy();
  });
});
