import { formatPath } from '../model/field-path.js';
import type { Operation, Operations } from '../model/intent.js';
import { formatRef } from '../model/manifest.js';
import type { NamedRequests } from './operations.js';
import type { Pair } from './proof.js';
import type { Reason } from './verdict.js';

/** `auralink/dashboard → auralink/redis:6379`. */
export function describePair({ from, to }: Pair): string {
  return `${from} → ${to.workload}:${to.port}`;
}

/** `GET, POST on /api/v1/*; GET on /health`, methods of one path together. */
export function describeOperations(operations: Operations): string {
  if (operations === 'any') return 'everything';
  const byPath = new Map<string, string[]>();
  for (const { method, path } of operations) byPath.set(path, [...(byPath.get(path) ?? []), method]);
  return [...byPath].map(([path, methods]) => describeMethods(methods, path)).join('; ');
}

/** Operations, and what is left out of them. */
export function describeRequests({ operations, except }: NamedRequests): string {
  return `${describeOperations(operations)}${except.length === 0 ? '' : ` except ${describeOperations(except)}`}`;
}

function describeMethods(methods: readonly Operation['method'][], path: string): string {
  const every = methods.includes('*');
  const names = every ? 'every method' : methods.join(', ');
  return `${names} on ${path === '*' ? 'every path' : path}`;
}

/** A reason: what decided, where, and what it does. */
export function describeReason({ resource, path, text }: Reason): string {
  if (resource === undefined) return text;
  return `${formatRef(resource)}${path === undefined ? '' : ` ${formatPath(path)}`} ${text}`;
}
