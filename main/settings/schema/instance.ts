import { failure, type Outcome, success } from '../../outcome';

/**
 * The label `instance` of this machine: what settings say, or for `auto` the host's name up to its first dot.
 * A host named localhost has no name of its own: it is measured and served, but pushes elsewhere must wait.
 */
export function instanceName(setting: string, hostName: string): Outcome<string, 'instance_is_localhost'> {
  const name = setting === 'auto' ? (hostName.split('.')[0] ?? '') : setting;
  if (name !== '' && name.toLowerCase() !== 'localhost') return success(name);
  return failure(
    'instance_is_localhost',
    name === ''
      ? 'This machine has no host name.'
      : 'This machine is named localhost, as every machine is to itself.',
    {
      hint: 'Set "instance" in settings to a name that no other machine uses; until then nothing is pushed elsewhere.',
    },
  );
}
