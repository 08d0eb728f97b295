import { z } from 'zod';
import { durationMs, durationPattern } from './duration';

/** The pieces that several parts of the schema share. Messages finish the sentence "FIELD …". */

export function duration(limits: { min?: string; max?: string } = {}) {
  const { min, max } = limits;
  return z
    .string({
      error: ({ input }) =>
        typeof input === 'number' ? 'is a number without a unit: write it like "15s"' : undefined,
    })
    .regex(durationPattern, 'is not a duration: write it like 500ms, 15s or 2m')
    .refine((text) => !isDuration(text) || !min || durationMs(text) >= durationMs(min), {
      message: `is too short: at least ${min}`,
    })
    .refine((text) => !isDuration(text) || !max || durationMs(text) <= durationMs(max), {
      message: `is too long: at most ${max}`,
    });
}

function isDuration(text: string): boolean {
  return durationPattern.test(text);
}

/** Of two members with the same text in this field the second is at fault, whatever else is wrong with the list. */
export function uniqueIn<T extends z.ZodType<readonly unknown[]>>(field: 'id' | 'name', list: T): T {
  const check = (members: readonly unknown[], context: z.RefinementCtx) => {
    const seen = new Set<unknown>();
    members.forEach((member, index) => {
      const text = (member as Partial<Record<string, unknown>> | null)?.[field];
      if (typeof text === 'string' && seen.has(text)) {
        context.addIssue({ code: 'custom', path: [index, field], message: `is used twice: "${text}"` });
      }
      seen.add(text);
    });
  };
  return list.superRefine(check, { when: ({ value }) => Array.isArray(value) });
}

/** What names a collector or a destination in metrics, logs and the page. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/,
    'must be 1 to 63 letters, digits, "_", "." or "-", and begin with a letter or a digit',
  )
  .describe('Names this one in metrics, logs and the window');

const labelName = z
  .string()
  .regex(
    /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/,
    'is not a label name: letters, digits and "_", not beginning with a digit or "__"',
  );

/** Labels beside job and instance, which have fields of their own. */
export const groupingLabels = z
  .record(labelName, z.string())
  .refine(
    (labels) => !('job' in labels) && !('instance' in labels),
    'must not name job or instance: they have fields of their own',
  )
  .refine(
    (labels) => !('le' in labels) && !('quantile' in labels),
    'must not name le or quantile: they are of histograms and summaries',
  );

/**
 * A host name, an IPv4 or IPv6 address, or `gateway` or `dns` for what is that now. An allow-list, since
 * programs take a host that begins with "-" for an option.
 */
export const host = z
  .string()
  .max(253, 'is too long for a host name: at most 253 characters')
  .regex(
    /^(?:(?!.*\.\.)[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9_.-]+)?)$/,
    'is not a host name or an address',
  )
  .refine(isNameOrAddress, 'is not an IPv6 address')
  .describe(
    'A host name, an IPv4 or IPv6 address, "gateway" for the default route\'s gateway, or "dns" for the name server in use',
  );

function isNameOrAddress(text: string): boolean {
  if (!text.includes(':')) return true;
  try {
    return new URL(`http://[${text.replace(/%.*$/, '')}]`).hostname !== '';
  } catch {
    return false;
  }
}

export const secretName = z
  .string()
  .regex(/^[A-Za-z0-9_]{1,64}$/, 'must be 1 to 64 letters, digits or "_"')
  .describe('Its name: the value is in PUSHTRAY_SECRET_NAME or is kept by "pushtray secret set NAME"');

/** A secret is named in settings, never written there. */
export const secretReference = z.strictObject({ secret: secretName });

export const enabled = z.boolean().default(true).describe('False: it stands here, but does nothing');
