import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure, Fault } from '../../main/outcome';
import { type Settings, settingsSchema } from '../../main/settings/schema/settings';
import { plainWords } from '../../main/settings/schema/words';
import { useSentence, useTexts } from '../texts/texts';
import { useAfterPress } from './after-press';
import type { Edited } from './edit-settings';
import { faultsOf } from './faults';
import { useApp, useSession } from './session-context';

/** How one form shows and changes a part of the settings. */
export interface FormPlan<Draft extends object> {
  /** What the fields show for these settings. */
  readonly fill: (settings: Settings) => Draft;
  /** The settings as the draft would have them. */
  readonly apply: (settings: Settings, draft: Draft) => Edited;
  /** What the schema cannot see because the settings have no room for it, under the form's own paths. */
  readonly check?: (draft: Draft) => readonly Fault[];
}

export interface Field {
  readonly label: string;
  readonly error: string | undefined;
  readonly onBlur: () => void;
}

export interface SettingsForm<Draft extends object> {
  readonly draft: Draft;
  readonly changed: boolean;
  readonly saving: boolean;
  readonly formRef: RefObject<HTMLFormElement | null>;
  change(changes: Partial<Draft>): void;
  /** A field was left: from now on its fault is shown. */
  touch(path: string): void;
  /** What an input needs to be this form's field: its label, its fault, and to be told when it is left. */
  field(path: string, label: string): Field;
  /** The fault to show at the field with this path. */
  fault(path: string): string | undefined;
  /** Whether a fault is to be shown at one of these fields or below it: what is folded away must then be opened. */
  hasFault(paths: readonly string[]): boolean;
  /** Why the last save failed; its faults are those that lie outside of this form's part. */
  readonly failure: Failure | undefined;
  /** True when nothing is at fault; else the first field at fault has the focus. */
  check(): boolean;
  /** True when it was saved; else the first field at fault has the focus. */
  save(): Promise<boolean>;
  /** Gives up what was changed. */
  discard(): void;
  /** Takes the settings as they are now for a base; what was changed here stays. */
  rebase(): Promise<void>;
}

/** A form's state over the settings: what was changed, what is wrong with it, and saving against the base it was filled from. */
export function useSettingsForm<Draft extends object>(plan: FormPlan<Draft>): SettingsForm<Draft> {
  const session = useSession();
  const texts = useTexts();
  const inWords = useSentence();
  const live = useApp((app) => app.settings);
  const [opened, setOpened] = useState(live);
  const [changes, setChanges] = useState<Partial<Draft>>({});
  const [touched, setTouched] = useState<readonly string[] | 'all'>([]);
  const [refusal, setRefusal] = useState<Failure | undefined>();
  const [saving, setSaving] = useState(false);
  const { formRef, focusFault } = useFaultFocus();
  const afterPress = useAfterPress();

  const changed = Object.keys(changes).length > 0;
  const base = changed ? opened : live;
  const draft = useMemo(() => ({ ...plan.fill(base), ...changes }), [plan, base, changes]);
  const edited = useMemo(() => plan.apply(base, draft), [plan, base, draft]);
  const own = useMemo(() => [...(plan.check?.(draft) ?? []), ...localFaults(edited)], [plan, draft, edited]);
  const shown = [...own, ...relativeFaults(refusal?.faults ?? [], edited.path)];

  function isSeen(path: string): boolean {
    return Boolean(refusal?.faults?.length) || touched === 'all' || touched.includes(path);
  }

  function fault(path: string): string | undefined {
    const found = isSeen(path) ? shown.find((one) => one.path === path) : undefined;
    return found && inWords(found.message);
  }

  function hasFault(paths: readonly string[]): boolean {
    return shown.some(
      ({ path: at = '' }) => isSeen(at) && paths.some((path) => at === path || at.startsWith(`${path}.`)),
    );
  }

  function touch(path: string): void {
    afterPress(() => setTouched((all) => (all === 'all' || all.includes(path) ? all : [...all, path])));
  }

  function check(): boolean {
    setTouched('all');
    if (own.length > 0) focusFault();
    return own.length === 0;
  }

  function clear(): void {
    setChanges({});
    setTouched([]);
    setRefusal(undefined);
  }

  return {
    draft,
    changed,
    saving,
    formRef,
    failure: refusal && { ...refusal, faults: foreignFaults(refusal.faults ?? [], edited.path) },
    fault,
    hasFault,
    touch,
    check,
    discard: clear,
    change(more) {
      if (!changed) setOpened(live);
      setChanges((earlier) => withoutUnchanged({ ...earlier, ...more }, plan.fill(base)));
      setRefusal(undefined);
    },
    field(path, label) {
      const message = fault(path);
      const error = message === undefined ? undefined : texts.fault(label, message);
      return { label, error, onBlur: () => touch(path) };
    },
    async save() {
      if (!check()) return false;
      setSaving(true);
      const saved = await session.save(edited.settings, base);
      setSaving(false);
      if (saved.ok) clear();
      else {
        setRefusal(saved.error);
        focusFault();
      }
      return saved.ok;
    },
    async rebase() {
      await session.reload();
      setOpened(session.store.getState().app?.settings ?? live);
      setRefusal(undefined);
    },
  };
}

/** Moves the focus to the first field at fault, once it is drawn as such. */
function useFaultFocus() {
  const formRef = useRef<HTMLFormElement>(null);
  const [wanted, setWanted] = useState(0);
  useEffect(() => {
    if (wanted > 0) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wanted]);
  return { formRef, focusFault: () => setWanted((count) => count + 1) };
}

function localFaults({ settings, path }: Edited): readonly Fault[] {
  const checked = settingsSchema.safeParse(settings, { error: plainWords });
  return checked.success ? [] : relativeFaults(faultsOf(checked.error), path);
}

function relativeFaults(faults: readonly Fault[], prefix: string): readonly Fault[] {
  if (prefix === '') return faults;
  return faults.flatMap((fault) =>
    fault.path?.startsWith(`${prefix}.`) ? [{ ...fault, path: fault.path.slice(prefix.length + 1) }] : [],
  );
}

function foreignFaults(faults: readonly Fault[], prefix: string): readonly Fault[] {
  return prefix === '' ? faults : faults.filter(({ path }) => !path?.startsWith(`${prefix}.`));
}

function withoutUnchanged<Draft extends object>(changes: Partial<Draft>, filled: Draft): Partial<Draft> {
  const real = Object.entries(changes).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(filled[key as keyof Draft]),
  );
  return Object.fromEntries(real) as Partial<Draft>;
}
