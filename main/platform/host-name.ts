import { hostname } from 'node:os';

/** As the system knows it: `web1` or `web1.example.org`. */
export function hostName(): string {
  return hostname();
}
