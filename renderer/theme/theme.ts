import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorScheme,
  type MantineColorsTuple,
  Switch,
  type TooltipProps,
} from '@mantine/core';

/** From lightest to darkest; the two that are used alone are `--accent` of tokens.css. */
const ink: MantineColorsTuple = [
  '#eceffb',
  '#dbe1f8',
  '#b9c5f1',
  '#a3b4ff',
  '#8ea2ff',
  '#5670de',
  '#3552cc',
  '#2a44b4',
  '#243a98',
  '#1b2c75',
];

/** What is written in this window are names, addresses and commands. */
const technical = { autoComplete: 'off', spellCheck: false };

/** What a person may choose, in Settings and in the palette; this window remembers it. */
export const colorSchemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 4 },
  colors: { ink },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'filled' },
      vars: (_theme, { size }) => ({
        root: size === 'xs' ? height(26, 9, 12) : height(32, 12, 13),
      }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': '32px', '--input-fz': '13px' } }) }),
    TextInput: { defaultProps: technical },
    Textarea: { defaultProps: technical },
    SegmentedControl: { defaultProps: { transitionDuration: 100 } },
    Switch: Switch.extend({ defaultProps: { size: 'sm', withThumbIndicator: false } }),
    // Not by `Tooltip.extend`: it would bring what places floating things into the first file.
    Tooltip: {
      defaultProps: {
        withinPortal: false,
        openDelay: 400,
        events: { hover: true, focus: true, touch: false },
      } satisfies Partial<TooltipProps>,
    },
  },
});

function height(px: number, paddingPx: number, fontPx: number) {
  return {
    '--button-height': `${px}px`,
    '--button-padding-x': `${paddingPx}px`,
    '--button-fz': `${fontPx}px`,
  };
}

/** Mantine draws with our tokens in both schemes. */
const variables = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-muted)',
  '--mantine-color-placeholder': 'var(--text-muted)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--failing)',
  '--mantine-color-disabled': 'var(--surface-pressed)',
  '--mantine-color-disabled-color': 'var(--text-muted)',
  '--mantine-color-gray-light-color': 'var(--text-muted)',
  '--mantine-color-gray-light-hover': 'var(--surface-pressed)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-color-ink-filled': 'var(--accent)',
  '--mantine-color-ink-filled-hover': 'var(--accent-hover)',
  '--mantine-color-ink-light': 'var(--accent-soft)',
  '--mantine-color-ink-light-hover': 'var(--accent-soft)',
  '--mantine-color-ink-light-color': 'var(--accent-text)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables, light: variables, dark: variables });
