import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { loadParts, makePart } from '../../../renderer/components/part';

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

/** A file that comes, or not, when the test says so. */
function slowFile() {
  let come = (): void => undefined;
  let fail = (): void => undefined;
  const file = new Promise<ComponentType<{ name: string }>>((resolve, reject) => {
    come = () => resolve(Greeting);
    fail = () => reject(new Error('gone'));
  });
  return { read: vi.fn(() => file), come, fail };
}

describe('a part of the window in a file of its own', () => {
  it('keeps its place until the file is there, and is drawn then', async () => {
    const file = slowFile();
    const Part = makePart(file.read, <p>soon</p>);
    render(<Part name="you" />);
    expect(screen.getByText('soon')).toBeTruthy();
    file.come();
    expect(await screen.findByText('Hello you')).toBeTruthy();
    expect(screen.queryByText('soon')).toBeNull();
  });

  it('is drawn at once when the file was loaded before, and its file is read once', async () => {
    const file = slowFile();
    const Part = makePart(file.read, <p>soon</p>);
    file.come();
    await Part.load();
    render(<Part name="you" />);
    expect(screen.queryByText('soon')).toBeNull();
    expect(screen.getByText('Hello you')).toBeTruthy();
    await Part.load();
    expect(file.read).toHaveBeenCalledOnce();
  });

  it('says why nothing is there when the file cannot be had', async () => {
    const file = slowFile();
    const Part = makePart(file.read);
    render(
      <MantineProvider env="test">
        <Part name="you" />
      </MantineProvider>,
    );
    file.fail();
    expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('is loaded with all others, though one of them cannot be had', async () => {
    const [lost, found] = [slowFile(), slowFile()];
    makePart(lost.read);
    const Part = makePart(found.read, <p>soon</p>);
    lost.fail();
    found.come();
    await loadParts();
    render(<Part name="you" />);
    expect(screen.getByText('Hello you')).toBeTruthy();
  });
});
