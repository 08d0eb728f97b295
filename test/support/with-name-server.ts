import type { Namespace } from './netns';

/**
 * Runs programs inside of the namespace with this name server alone in /etc/resolv.conf, which they may change: the mount is theirs, as
 * `ip netns exec` gives each program mounts of its own. `more` is a shell command that comes before the program.
 */
export function withNameServer(
  { name, exec }: Namespace,
  server: string,
  more = 'true',
): Pick<Namespace, 'exec'> {
  const file = `/tmp/${name}`;
  const mount = `echo nameserver ${server} > ${file} && mount --bind ${file} /etc/resolv.conf && rm ${file}`;
  return {
    exec: (command, args = []) =>
      exec('sh', ['-c', `${mount} && ${more} && exec "$@"`, 'sh', command, ...args]),
  };
}
