import type { FieldPath } from '../model/field-path.js';
import type { Manifest } from '../model/manifest.js';
import type { StructureViolation } from '../model/structure/violation.js';
import type { Complaint, ComplaintCode } from '../model/validation/complaint.js';
import { webhookComplaints } from '../model/validation/validate.js';
import type { Violation } from './rule.js';
import { structureOf } from './structure-violations.js';

const known = new WeakMap<Manifest, readonly Complaint[]>();

/** What istiod's webhook says of an object, of one sort; an object is validated once for all rules. */
export function webhookViolations(manifest: Manifest, code: ComplaintCode): readonly Violation[] {
  let all = known.get(manifest);
  if (all === undefined) known.set(manifest, (all = unexplained(manifest)));
  return all.filter((complaint) => complaint.code === code);
}

/** What the structure of the object does not explain. */
function unexplained(manifest: Manifest): readonly Complaint[] {
  const complaints = webhookComplaints(manifest);
  if (complaints.length === 0) return complaints;
  const violations = structureOf(manifest);
  const left = complaints.filter((complaint) => !violations.some((found) => explains(found, complaint)));
  return left.filter(
    (complaint, i) => left.findIndex((other) => samePlace(other.path, complaint.path)) === i,
  );
}

/** A field whose name is misspelt is missing as well, beside it. */
function explains(violation: StructureViolation, { path }: Complaint): boolean {
  const place = violation.code === 'field-known' ? violation.path.slice(0, -1) : violation.path;
  if (violation.code === 'field-known') return path.length <= place.length + 1 && startsWith(path, place);
  return startsWith(path, place) || startsWith(place, path);
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return start.every((step, i) => path[i] === step);
}

function samePlace(a: FieldPath, b: FieldPath): boolean {
  return a.length === b.length && startsWith(a, b);
}
