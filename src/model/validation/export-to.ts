import { badValue, together, type Complaint } from './complaint.js';
import { isLabel } from './formats.js';
import type { Part } from './part.js';

interface ExportOptions {
  /** Whether `~`, nobody, is a target. */
  readonly takesNobody?: boolean;
  /** Whether only the own namespace is. */
  readonly isPrivate?: boolean;
}

/** istio validateExportTo: which namespaces see the object. */
export function* checkExportTo(
  list: Part,
  namespace: string,
  { takesNobody = false, isPrivate = false }: ExportOptions = {},
): Iterable<Complaint> {
  const seen = new Set<string>();
  for (const entry of list.items) {
    const target = entry.text === '.' ? namespace : entry.text;
    const isNobody = target === '~';
    if (seen.has(target)) yield badValue(entry, 'each namespace once');
    else if (target === '*' || isLabel(target) || (isNobody && takesNobody)) seen.add(target);
    else yield badValue(entry, `".", "*"${takesNobody ? ', "~"' : ''} or the name of a namespace`);
  }
  if (isPrivate && seen.size > 0 && (seen.size > 1 || !seen.has(namespace)))
    yield together(list, 'with a workloadSelector only the own namespace, ".", is possible');
  if (list.items.length < 2) return;
  for (const word of ['*', '~'])
    if (seen.has(word)) yield together(list, `"${word}" does not go with other entries`);
}
