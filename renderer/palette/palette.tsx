import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useFocusReturn } from '../components/focus';
import { useTexts } from '../texts/texts';
import { type Command, type CommandGroup, fitting, useCommands } from './commands';
import './palette.css';

/** Where to go and what to do, found by typing; a combobox whose list is always open. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { palette } = useTexts();
  useFocusReturn();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={560}
      yOffset="12vh"
      lockScroll={false}
      transitionProps={{ duration: 80 }}
      classNames={{ content: 'palette', overlay: 'side-panel-overlay' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={palette.open}>
        <Finder onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const { palette } = useTexts();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [position, setPosition] = useState(0);
  const found = fitting(useCommands(), query);
  const active = found[Math.min(position, found.length - 1)];
  const optionId = (command: Command) => `${listId} ${command.id}`.replaceAll(' ', '-');

  function run(command: Command | undefined): void {
    if (command === undefined) return;
    command.run();
    onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // An input method takes Enter and the arrows for itself while it composes.
    if (event.nativeEvent.isComposing) return;
    const move = moves[event.key];
    if (event.key === 'Enter') run(active);
    else if (event.key === 'Escape') onClose();
    else if (move) setPosition(move(Math.min(position, found.length - 1), found.length));
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="palette-field">
        <IconSearch size={16} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label={palette.label}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={active === undefined ? undefined : optionId(active)}
          placeholder={palette.placeholder}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          // What lies under the palette, a form say, would take Escape for itself.
          data-mantine-stop-propagation="true"
          value={query}
          onKeyDown={onKeyDown}
          onChange={({ currentTarget: { value } }) => {
            setQuery(value);
            setPosition(0);
          }}
        />
      </div>
      <div id={listId} role="listbox" aria-label={palette.results} className="palette-list">
        {groupsOf(found).map(({ group, commands }) => (
          <Group key={group} group={group}>
            {commands.map((command) => (
              <Option
                key={command.id}
                id={optionId(command)}
                command={command}
                isActive={command === active}
                onPoint={() => setPosition(found.indexOf(command))}
                onRun={() => run(command)}
              />
            ))}
          </Group>
        ))}
      </div>
      {found.length === 0 ? <p className="palette-none muted">{palette.none}</p> : null}
      <p className="visually-hidden" role="status">
        {palette.count(found.length)}
      </p>
    </>
  );
}

const pageOfOptions = 8;

/** From a position in a list of so many to the next; the ends meet for single steps. */
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (count === 0 ? 0 : (at + 1) % count),
  ArrowUp: (at, count) => (count === 0 ? 0 : (at - 1 + count) % count),
  PageDown: (at, count) => Math.max(0, Math.min(count - 1, at + pageOfOptions)),
  PageUp: (at) => Math.max(0, at - pageOfOptions),
};

function groupsOf(commands: readonly Command[]) {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return groups.map((group) => ({ group, commands: commands.filter((command) => command.group === group) }));
}

function Group({ group, children }: { group: CommandGroup; children: React.ReactNode }) {
  const { palette } = useTexts();
  const titleId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, no fieldsets
    <div role="group" aria-labelledby={titleId}>
      <p id={titleId} className="palette-group" role="presentation">
        {palette.groups[group]}
      </p>
      {children}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

function Option({ id, command: { name, detail }, isActive, onPoint, onRun }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field points at it by aria-activedescendant
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      className="palette-option"
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onRun}
    >
      <span className="palette-name">{name}</span>
      {detail === undefined ? null : <span className="palette-detail">{detail}</span>}
    </div>
  );
}
