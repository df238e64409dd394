import { SEVERITIES, type Severity } from '../analysis/rule.js';
import type { Finding } from '../analysis/finding.js';
import { formatPath } from '../model/field-path.js';
import { formatRef } from '../model/manifest.js';

/** `VirtualService shop/cart: spec.hosts[0]: the message (did you mean cart?)`. */
export function findingSentence({ resource, path, message, hint }: Finding): string {
  const subject = resource === undefined ? '' : `${formatRef(resource)}: `;
  const field = path.length === 0 ? '' : `${formatPath(path)}: `;
  return `${subject}${field}${message}${hint === undefined ? '' : ` (${hint})`}`;
}

/** The worst first, otherwise as they are. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
  return findings.toSorted((a, b) => rank(a.severity) - rank(b.severity));
}

/** A text of at most so many characters. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  // Not between the halves of a character.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
