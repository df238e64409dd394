import { createHash } from 'node:crypto';
import type { FieldPath } from '../model/field-path.js';
import { isJsonObject, type Json } from '../model/json.js';
import { formatRef, groupOf, type Manifest } from '../model/manifest.js';
import type { Finding } from './finding.js';

/** Findings that were there before, and are not counted again. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

/** One finding, or several that look the same. */
export interface BaselineEntry {
  readonly fingerprint: string;
  /** For people. */
  readonly rule: string;
  /** For people. */
  readonly where: string;
  readonly count: number;
}

/** What a baseline makes of findings. */
export interface Compared {
  /** Those that the baseline does not have. */
  readonly fresh: readonly Finding[];
  readonly known: number;
  /** Those of the baseline that are gone. */
  readonly gone: number;
}

/**
 * What a finding is known by: the rule, the object, the field and the value, and neither words nor lines. In a list an
 * item is known by its name, so that one more in front of it changes nothing.
 * @param manifest the object that it is about, if it is in the set
 */
export function fingerprintOf(finding: Finding, manifest: Manifest | undefined): string {
  const { rule, resource, path, value, location } = finding;
  const object =
    resource === undefined
      ? ['file', location?.file ?? '']
      : [groupOf(resource.apiVersion), resource.kind, resource.namespace, resource.name];
  const key = [rule, object, stablePath(path, manifest), value ?? null];
  return createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16);
}

function stablePath(path: FieldPath, manifest: Manifest | undefined): readonly string[] {
  let at: Json | undefined = manifest;
  return path.map((step) => {
    if (typeof step === 'string') {
      at = isJsonObject(at) ? at[step] : undefined;
      return step;
    }
    at = Array.isArray(at) ? (at as readonly Json[])[step] : undefined;
    const { name } = isJsonObject(at) ? at : {};
    return typeof name === 'string' ? `[${name}]` : '[]';
  });
}

/** What to write so that these findings are known from now on; the same findings give the same. */
export function baselineOf(
  findings: readonly Finding[],
  fingerprint: (finding: Finding) => string,
): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const key = fingerprint(finding);
    const count = (entries.get(key)?.count ?? 0) + 1;
    entries.set(key, { fingerprint: key, rule: finding.rule, where: placeOf(finding), count });
  }
  const sorted = [...entries.values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return { version: 1, findings: sorted };
}

function sortKey({ rule, where, fingerprint }: BaselineEntry): string {
  return `${rule} ${where} ${fingerprint}`;
}

function placeOf({ resource, location }: Finding): string {
  return resource === undefined ? (location?.file ?? '') : formatRef(resource);
}

/** Takes from findings what a baseline has. */
export function compare(
  findings: readonly Finding[],
  baseline: Baseline,
  fingerprint: (finding: Finding) => string,
): Compared {
  const left = new Map(baseline.findings.map((entry) => [entry.fingerprint, entry.count]));
  const fresh = findings.filter((finding) => {
    const key = fingerprint(finding);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  const gone = [...left.values()].reduce((sum, count) => sum + count, 0);
  return { fresh, known: findings.length - fresh.length, gone };
}

/** Reads a baseline; a text says what is wrong with it. */
export function parseBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!isJsonObject(value) || value['version'] !== 1 || !Array.isArray(value['findings']))
    return 'expected {"version": 1, "findings": […]}';
  const findings: BaselineEntry[] = [];
  for (const [i, entry] of (value['findings'] as readonly Json[]).entries()) {
    const { fingerprint, rule, where, count } = isJsonObject(entry) ? entry : {};
    if (typeof fingerprint !== 'string' || typeof count !== 'number')
      return `findings[${i}]: expected a fingerprint and a count`;
    const text = (part: unknown): string => (typeof part === 'string' ? part : '');
    findings.push({ fingerprint, rule: text(rule), where: text(where), count });
  }
  return { version: 1, findings };
}
