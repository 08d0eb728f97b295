/** What no page owns alone. */
export const common = {
  locale: 'en-GB',
  appName: 'Pushtray',
  skipToContent: 'Skip to content',
  navigation: 'Pages',
  pages: {
    now: 'Now',
    tcp: 'TCP',
    targets: 'Targets',
    collectors: 'Collectors',
    destinations: 'Destinations',
    pushes: 'Pushes',
    report: 'Report',
    settings: 'Settings',
  },

  time: {
    now: 'now',
    ago: (span: string) => `${span} ago`,
    ahead: (span: string) => `in ${span}`,
  },

  actions: {
    remove: 'Remove',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    dismiss: 'Dismiss',
    undo: 'Undo',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Could not copy',
    tryAgain: 'Try again',
    tryIt: 'Try it',
    discard: 'Discard changes',
    takeNewSettings: 'Take the new settings as base',
  },
  /** Of one of a list. */
  rowMenu: {
    open: (name: string) => `More for ${name}`,
    duplicate: 'Duplicate',
    moveUp: 'Move up',
    moveDown: 'Move down',
    moved: (name: string, place: number, count: number) => `${name} is now ${place} of ${count}.`,
  },

  health: { ok: 'OK', trouble: 'Trouble', failing: 'Failing', paused: 'Paused' },
  targetStates: {
    waiting: 'Waiting',
    up: 'Up',
    loss: 'Loss',
    down: 'Down',
    unknown: 'Not probed',
    paused: 'Paused',
    unheard: 'Unknown',
  },
  collectorStates: {
    waiting: 'Waiting',
    ok: 'Measuring',
    failing: 'Failing',
    paused: 'Paused',
    unheard: 'Unknown',
  },
  destinationStates: {
    waiting: 'Waiting',
    ok: 'Delivering',
    failing: 'Failing',
    paused: 'Paused',
    held: 'Held back',
    unheard: 'Unknown',
  },
  outcomes: { delivered: 'Delivered', failed: 'Failed' },
  probeOutcomes: {
    reply: 'Every packet came back',
    loss: 'Packets were lost',
    unresolvable: 'The name could not be resolved',
    no_route: 'There is no route to the host',
    permission: 'Pinging is not permitted',
    no_program: 'There is no ping program',
    skipped: 'Skipped',
    failed: 'It could not be probed',
  } as Record<string, string>,

  /** Instead of the message of failures that the window itself makes. */
  failures: {
    disconnected: {
      message: 'Pushtray does not answer.',
      hint: 'It may have been stopped. Start it again; this window goes on by itself.',
    },
    not_allowed: {
      message: 'Pushtray does not let this page in.',
      hint: 'Run pushtray url and open the address that it prints.',
    },
    settings_changed: {
      message: 'The settings were changed somewhere else since this form was opened.',
      hint: 'Nothing was overwritten. Take the new settings as base: what you changed here stays, then save again.',
    },
  } as Record<string, { message: string; hint: string }>,
  fault: (label: string, message: string) => (/^[A-Z]/.test(message) ? message : `${label} ${message}`),
  faultAt: (line: number, column: number, path: string, message: string) => {
    const where = [line > 0 ? `line ${line}, column ${column}` : '', path].filter((part) => part !== '');
    return where.length > 0 ? `${where.join(', ')}: ${message}` : message;
  },

  connection: {
    opening: 'Opening Pushtray',
    failedTitle: 'Pushtray does not answer',
    failedText: 'It is asked again every few seconds.',
    lost: 'Not connected to Pushtray',
    lostText: (clock: string) => `What is shown is from ${clock}. The connection is being made again.`,
    stale: 'What is shown is not up to date',
    unheardSince: (clock: string) => `State unknown since ${clock}`,
    unheardText: 'Nothing was heard from Pushtray since then.',
    connectTitle: 'Open this page with its address',
    connectText:
      'The page needs a token that only people on this machine can read. Print the address with it:',
    connectCommand: 'pushtray url',
    connectThen: 'Then open that address, or paste it (or the token alone) here.',
    connectField: 'Address or token',
    connectMissing: 'has no token in it',
    connectRefused: 'Pushtray did not take that token. Print the address again: it may be an old one.',
    connectButton: 'Connect',
  },

  labels: {
    name: 'Name',
    value: 'Value',
    nameOf: (position: number) => `Name of label ${position}`,
    valueOf: (position: number) => `Value of label ${position}`,
    add: 'Add label',
    removeOne: (name: string) => `Remove label ${name}`,
    usedTwice: 'is used twice',
  },
};
