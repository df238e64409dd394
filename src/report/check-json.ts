import type { Finding, RelatedFinding } from '../analysis/finding.js';
import type { CheckedSet } from './check.js';

/** The report of a check as JSON, version 1 of the contract. Ends with a line feed. */
export function checkJson(sets: readonly CheckedSet[]): string {
  const document = {
    version: 1,
    objects: sets.reduce((sum, { objects }) => sum + objects, 0),
    findings: sets.flatMap(({ findings }) => findings.map(findingJson)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function findingJson(finding: Finding) {
  const { rule, severity, resource = null, path, message, why, fix, hint, equivalent, related } = finding;
  return {
    rule,
    severity,
    resource,
    path,
    message: hint === undefined ? message : `${message} (${hint})`,
    why,
    fix,
    equivalent,
    location: placeJson(finding),
    ...(finding.source === undefined ? {} : { source: finding.source }),
    related: related.map((one) => ({
      resource: one.resource,
      path: one.path,
      message: one.message,
      location: placeJson(one),
    })),
  };
}

function placeJson({ location }: Finding | RelatedFinding) {
  return location === undefined
    ? null
    : { file: location.file, line: location.line, column: location.column };
}
