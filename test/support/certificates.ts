import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from './temp-dir';

export const opensslIsHere = (() => {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    return false;
  }
})();

export interface Certificates {
  readonly caFile: string;
  /** A certificate that the authority signed for 127.0.0.1, and one for a client. */
  certFile(name: 'server' | 'client'): string;
  keyFile(name: 'server' | 'client'): string;
}

/** An authority of the test's own, made by openssl; gone when the test is over. */
export function makeCertificates(): Certificates {
  const dir = tempDir();
  const file = (name: string) => join(dir, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=ca',
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
  );
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1');
  for (const name of ['server', 'client']) {
    openssl(
      'req',
      ...newKey,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      file(`${name}.key`),
      '-out',
      file(`${name}.csr`),
    );
    const signing = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '2'];
    openssl(
      'x509',
      '-req',
      '-in',
      file(`${name}.csr`),
      ...signing,
      '-extfile',
      file('names'),
      '-out',
      file(`${name}.pem`),
    );
  }
  return {
    caFile: file('ca.pem'),
    certFile: (name) => file(`${name}.pem`),
    keyFile: (name) => file(`${name}.key`),
  };
}
