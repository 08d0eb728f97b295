/** The kinds of tests that are skipped, by name, when one of their needs is missing. */
export type TestKind = 'desktop' | 'web' | 'integration' | 'pictures';

/** Something on the machine that tests use and npm does not bring. */
export interface Need {
  /** What people and test titles call it. */
  readonly name: string;
  /** It is there when one of these is: a program on the PATH, or the soname of a library. */
  readonly programs: readonly string[];
  readonly library?: string;
  /** Debian's package; more than one where the name differs between releases: the first that apt knows is taken. */
  readonly packages: readonly string[];
  readonly usedBy: readonly TestKind[];
}

const electronLibrary = (library: string, ...packages: string[]): Need => ({
  name: packages[packages.length - 1] ?? library,
  programs: [],
  library,
  packages,
  usedBy: ['desktop'],
});

export const chromiumPrograms = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
] as const;

/** Names that end in t64 are those of Debian 13 and Ubuntu 24.04. */
export const needs: readonly Need[] = [
  { name: 'xvfb', programs: ['Xvfb'], packages: ['xvfb'], usedBy: ['desktop', 'pictures'] },
  {
    name: 'dbus',
    programs: ['dbus-daemon'],
    packages: ['dbus-daemon', 'dbus'],
    usedBy: ['desktop', 'pictures'],
  },
  { name: 'gio', programs: ['gio'], packages: ['libglib2.0-bin'], usedBy: ['desktop'] },
  electronLibrary('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
  electronLibrary('libnss3.so', 'libnss3'),
  electronLibrary('libasound.so.2', 'libasound2t64', 'libasound2'),
  electronLibrary('libgbm.so.1', 'libgbm1'),
  electronLibrary('libXss.so.1', 'libxss1'),
  electronLibrary('libnotify.so.4', 'libnotify4'),
  electronLibrary('libsecret-1.so.0', 'libsecret-1-0'),
  electronLibrary('libXtst.so.6', 'libxtst6'),
  {
    name: 'chromium',
    programs: chromiumPrograms,
    packages: ['chromium'],
    usedBy: ['web', 'pictures'],
  },
  { name: 'ping', programs: ['ping'], packages: ['iputils-ping'], usedBy: ['integration', 'desktop', 'web'] },
  { name: 'fping', programs: ['fping'], packages: ['fping'], usedBy: ['integration'] },
  { name: 'netstat', programs: ['netstat'], packages: ['net-tools'], usedBy: ['integration'] },
  { name: 'ip', programs: ['ip'], packages: ['iproute2'], usedBy: ['integration', 'desktop', 'web'] },
  { name: 'nft', programs: ['nft'], packages: ['nftables'], usedBy: ['integration'] },
  { name: 'openssl', programs: ['openssl'], packages: ['openssl'], usedBy: ['integration'] },
  {
    name: 'prometheus',
    programs: ['prometheus'],
    packages: ['prometheus'],
    usedBy: ['integration'],
  },
  {
    name: 'pushgateway',
    programs: ['prometheus-pushgateway', 'pushgateway'],
    packages: ['prometheus-pushgateway'],
    usedBy: ['integration', 'desktop'],
  },
  {
    name: 'node_exporter',
    programs: ['prometheus-node-exporter'],
    packages: ['prometheus-node-exporter'],
    usedBy: ['integration'],
  },
  {
    name: 'victoria-metrics',
    programs: ['victoria-metrics'],
    packages: ['victoria-metrics'],
    usedBy: ['integration'],
  },
  { name: 'xfce4-panel', programs: ['xfce4-panel'], packages: ['xfce4-panel'], usedBy: ['pictures'] },
  { name: 'xdotool', programs: ['xdotool'], packages: ['xdotool'], usedBy: ['pictures'] },
  { name: 'imagemagick', programs: ['convert', 'magick'], packages: ['imagemagick'], usedBy: ['pictures'] },
];

export function needsOf(kinds: readonly TestKind[]): Need[] {
  return needs.filter((need) => need.usedBy.some((kind) => kinds.includes(kind)));
}
