import { z } from 'zod';
import { secretReference } from './fields';

export const authentication = z
  .union(
    [
      z.strictObject({
        basic: z
          .strictObject({
            username: z
              .string()
              .min(1, 'must not be empty')
              .regex(/^[^:]*$/, 'must not contain ":"')
              .describe('Who to sign in as'),
            password: secretReference.describe('The password'),
          })
          .describe('A user name and a password'),
      }),
      z.strictObject({ bearer: secretReference.describe('A token') }),
    ],
    { error: 'must hold either "basic" or "bearer"' },
  )
  .describe('How to authenticate; passwords and tokens are secrets and are only named here');

const file = z.string().regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\)/, 'must be an absolute path');

export const tls = z
  .strictObject({
    caFile: file
      .optional()
      .describe('Certificates of the authorities to trust here, in place of those of this machine'),
    certFile: file.optional().describe('The certificate that this machine shows'),
    keyFile: file.optional().describe('The key of "certFile"'),
  })
  .refine(({ certFile, keyFile }) => (certFile === undefined) === (keyFile === undefined), {
    message: 'must hold both "certFile" and "keyFile", or neither',
  })
  .describe('Files in PEM format for https; read anew for each request');

export type Authentication = z.infer<typeof authentication>;
