import { validate } from '../model/structure/validate.js';
import type { StructureViolation, ViolationCode } from '../model/structure/violation.js';
import type { Manifest } from '../model/manifest.js';
import type { Violation } from './rule.js';

const known = new WeakMap<Manifest, readonly StructureViolation[]>();

/** What the API server refuses in an object, which is validated once for all who ask. */
export function structureOf(manifest: Manifest): readonly StructureViolation[] {
  let all = known.get(manifest);
  if (all === undefined) known.set(manifest, (all = validate(manifest)));
  return all;
}

/** What one of the rules of structure finds. */
export function structureViolations(manifest: Manifest, code: ViolationCode): readonly Violation[] {
  const all = structureOf(manifest);
  return all.length === 0
    ? []
    : all
        .filter((violation) => violation.code === code)
        .map(({ path, isKey, message, hint }) => ({ path, isKey, message, fix: hint }));
}
