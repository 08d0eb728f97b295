import { useMantineColorScheme } from '@mantine/core';
import { en } from '../../main/texts/en';
import { copyText } from '../components/copy-button';
import { useQuickSave } from '../components/quick-save';
import { useToast } from '../components/toasts';
import { usePushNow } from '../components/use-push-now';
import { goTo, type PageName, pageNames } from '../state/route';
import { useApp } from '../state/session-context';
import { useTexts } from '../texts/texts';
import { colorSchemes } from '../theme/theme';
import { fitOf } from './fuzzy';

export type CommandGroup = keyof typeof en.palette.groups;

export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly name: string;
  /** Beside the name, quieter: an address, a kind. */
  readonly detail?: string;
  /** Found by it too, not shown: what it is called in English. */
  readonly aliases?: string;
  readonly run: () => void;
}

/** Everything that the palette can do at present. */
export function useCommands(): readonly Command[] {
  return [...useActions(), ...usePages(), ...usePlaces(), ...useSchemes(), ...useLanguages()];
}

/** Those that fit what was typed, the best group and the best of each group first; all of them when nothing was. */
export function fitting(commands: readonly Command[], query: string): readonly Command[] {
  if (query.trim() === '') return commands;
  const fits = commands.flatMap((command) => {
    const score = fitOf(query, `${command.name} ${command.detail ?? ''}`, command.aliases);
    return score === undefined ? [] : [{ command, score }];
  });
  const bestOf = new Map<CommandGroup, number>();
  for (const { command, score } of fits) {
    bestOf.set(command.group, Math.max(score, bestOf.get(command.group) ?? 0));
  }
  const groupScore = ({ group }: Command) => bestOf.get(group) ?? 0;
  return fits
    .sort((a, b) => groupScore(b.command) - groupScore(a.command) || b.score - a.score)
    .map(({ command }) => command);
}

function useActions(): readonly Command[] {
  const { palette, now } = useTexts();
  const settings = useApp((app) => app.settings);
  const save = useQuickSave();
  const { run: pushNow } = usePushNow();
  const copyAddress = useCopyAddress();
  const set = (change: { monitoring: boolean } | { pushing: boolean }) => () =>
    void save((before) => ({ ...before, ...change }));
  const { monitoring, pushing } = settings;
  return [
    { id: 'push-now', name: now.pushNow, aliases: en.now.pushNow, run: () => void pushNow() },
    {
      id: 'monitoring',
      name: monitoring ? palette.pauseMonitoring : palette.resumeMonitoring,
      aliases: monitoring ? en.palette.pauseMonitoring : en.palette.resumeMonitoring,
      run: set({ monitoring: !monitoring }),
    },
    {
      id: 'pushing',
      name: pushing ? palette.pausePushing : palette.resumePushing,
      aliases: pushing ? en.palette.pausePushing : en.palette.resumePushing,
      run: set({ pushing: !pushing }),
    },
    {
      id: 'report-1h',
      name: palette.reportLastHour,
      aliases: en.palette.reportLastHour,
      run: () => goTo({ page: 'report', query: { last: '1h' } }),
    },
    ...copyAddress,
  ].map((command) => ({ ...command, group: 'do' }));
}

/** None while nothing is served. */
function useCopyAddress(): readonly Omit<Command, 'group'>[] {
  const { palette, actions } = useTexts();
  const address = useApp((app) => app.address);
  const toast = useToast();
  if (address === undefined) return [];
  const metrics = `${address}/metrics`;
  const copy = async () => {
    const done = await copyText(metrics);
    toast({
      state: done ? 'ok' : 'failing',
      text: done ? palette.addressCopied(metrics) : actions.copyFailed,
    });
  };
  return [
    {
      id: 'copy-address',
      name: palette.copyAddress,
      detail: metrics,
      aliases: en.palette.copyAddress,
      run: () => void copy(),
    },
  ];
}

function usePages(): readonly Command[] {
  const { pages, pushes } = useTexts();
  const page = (name: PageName): Command => ({
    id: `page ${name}`,
    group: 'pages',
    name: pages[name],
    aliases: en.pages[name],
    run: () => goTo({ page: name }),
  });
  const pushedIn: Command = {
    id: 'page pushes/in',
    group: 'pages',
    name: `${pages.pushes}: ${pushes.inTab}`,
    aliases: en.pushes.inTab,
    run: () => goTo({ page: 'pushes', item: 'in' }),
  };
  return pageNames.flatMap((name) => (name === 'pushes' ? [page(name), pushedIn] : [page(name)]));
}

function usePlaces(): readonly Command[] {
  const targets = useApp((app) => app.targets);
  const destinations = useApp((app) => app.destinations);
  const collectors = useApp((app) => app.collectors);
  const isAlone = (name: string) => targets.filter((target) => target.name === name).length === 1;
  // A destination has one status for each of its addresses.
  return [
    ...targets.map(({ name, host, collector }) =>
      isAlone(name)
        ? place('targets', name, host)
        : {
            ...place('targets', name, `${host} (${collector})`),
            id: `targets ${collector} ${name}`,
            run: () => goTo({ page: 'targets', item: name, query: { collector } }),
          },
    ),
    ...unique(destinations.map(({ id, url }) => place('destinations', id, url))),
    ...unique(collectors.map(({ id, kind }) => place('collectors', id, kind))),
  ];
}

function place(page: 'targets' | 'destinations' | 'collectors', name: string, detail: string): Command {
  return { id: `${page} ${name}`, group: page, name, detail, run: () => goTo({ page, item: name }) };
}

function unique(commands: readonly Command[]): readonly Command[] {
  return [...new Map(commands.map((command) => [command.id, command])).values()];
}

function useSchemes(): readonly Command[] {
  const { palette } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return colorSchemes
    .filter((scheme) => scheme !== colorScheme)
    .map((scheme) => ({
      id: `scheme ${scheme}`,
      group: 'look',
      name: palette.schemes[scheme],
      aliases: `${en.palette.schemes[scheme]} theme`,
      run: () => setColorScheme(scheme),
    }));
}

/** Found by what each is called in either. */
const languages = {
  auto: 'language 语言',
  en: 'language english 语言 英文',
  'zh-CN': 'language chinese 语言 中文',
} as const;

function useLanguages(): readonly Command[] {
  const { palette } = useTexts();
  const chosen = useApp((app) => app.settings.language);
  const save = useQuickSave();
  return (Object.keys(languages) as (keyof typeof languages)[])
    .filter((language) => language !== chosen)
    .map((language) => ({
      id: `language ${language}`,
      group: 'look',
      name: palette.languages[language],
      aliases: languages[language],
      run: () => void save((settings) => ({ ...settings, language })),
    }));
}
