import type { z } from 'zod';
import type { Fault } from '../../main/outcome';

type Issue = z.core.$ZodIssue;

/** A schema's complaints as faults with a dotted path, the same as main gives for a settings file. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => issueFaults(issue, []));
}

function issueFaults(issue: Issue, above: readonly PropertyKey[]): Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => fault(path, inner.message));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closestBranch(issue.errors).flatMap((inner) => issueFaults(inner, path));
  }
  return [fault(path, issue.message)];
}

/** Of a union's branches the one that the value came furthest in: its complaints are the useful ones. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  return [...branches].sort((a, b) => depth(b) - depth(a))[0] ?? [];
}

function fault(path: readonly PropertyKey[], message: string): Fault {
  return { line: 0, column: 0, path: path.join('.'), message };
}
