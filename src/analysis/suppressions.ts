import { textsAt } from '../mesh/fields.js';
import type { Manifest } from '../model/manifest.js';
import { suggest } from '../model/suggest.js';
import type { Rule, Violation } from './rule.js';

/** `ignore.meshproof.io/<rule>: <reason>` on an object keeps back what the rule finds there. */
export const SUPPRESSION_PREFIX = 'ignore.meshproof.io/';

/** A suppression that is itself a finding of a rule. */
export interface SuppressionUse extends Violation {
  readonly rule: 'suppression-known' | 'suppression-reasoned' | 'suppression-used';
  readonly manifest: Manifest;
}

/** The suppressions of a set, and which of them were of use. */
export interface Suppressions {
  /** Whether what a rule found in an object is kept back. */
  readonly takes: (manifest: Manifest, rule: string) => boolean;
  /** Those that name no rule, give no reason, or kept nothing back. Asked when all rules have run. */
  readonly mistakes: () => readonly SuppressionUse[];
  readonly count: () => number;
}

interface Suppression {
  readonly key: string;
  readonly reason: string;
  used: boolean;
}

/**
 * Reads the annotations of objects.
 * @param rules those that run
 * @param off those that do not, for which nothing can be said
 */
export function suppressionsOf(
  manifests: readonly Manifest[],
  rules: readonly Rule[],
  off: readonly string[],
): Suppressions {
  const ids = rules.filter((rule) => 'check' in rule).map(({ id }) => id);
  const known = new Map<Manifest, ReadonlyMap<string, Suppression>>();
  for (const manifest of manifests) {
    const all = Object.entries(textsAt(manifest, 'metadata', 'annotations'))
      .filter(([key]) => key.startsWith(SUPPRESSION_PREFIX))
      .map(([key, reason]) => ({ key, reason, used: false }))
      .filter((one) => !off.includes(ruleOf(one)));
    if (all.length > 0) known.set(manifest, new Map(all.map((one) => [ruleOf(one), one])));
  }
  let count = 0;
  return {
    takes(manifest, rule) {
      const suppression = known.get(manifest)?.get(rule);
      if (suppression === undefined) return false;
      count += 1;
      suppression.used = true;
      return true;
    },
    count: () => count,
    mistakes: () =>
      [...known].flatMap(([manifest, all]) =>
        [...all.values()].flatMap((suppression) => mistakeOf(manifest, suppression, ids)),
      ),
  };
}

function ruleOf({ key }: Suppression): string {
  return key.slice(SUPPRESSION_PREFIX.length);
}

function mistakeOf(
  manifest: Manifest,
  suppression: Suppression,
  ids: readonly string[],
): readonly SuppressionUse[] {
  const { key, reason, used } = suppression;
  const rule = ruleOf(suppression);
  const path = ['metadata', 'annotations', key];
  if (!ids.includes(rule)) {
    const meant = suggest(rule, ids);
    const fix = meant === undefined ? undefined : `did you mean ${meant}?`;
    return [
      { rule: 'suppression-known', manifest, path, isKey: true, message: `there is no rule ${rule}`, fix },
    ];
  }
  if (reason.trim() === '')
    return [
      {
        rule: 'suppression-reasoned',
        manifest,
        path,
        isKey: true,
        message: `no reason is given to ignore ${rule}`,
      },
    ];
  if (used) return [];
  return [{ rule: 'suppression-used', manifest, path, isKey: true, message: `${rule} finds nothing here` }];
}
