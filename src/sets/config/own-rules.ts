import { dirname, join } from 'node:path';
import { defineRule, SEVERITIES, type ObjectRule, type Rule } from '../../analysis/rule.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { ConfigError } from '../config-error.js';
import { importFile } from './import-file.js';
import type { ReadConfig } from './read-config.js';

/**
 * The rules that a configuration names, of each file all that it exports.
 * @param taken the ids of other rules
 * @throws ConfigError for a file that cannot be imported, has no rule, or has one that is none
 */
export function ownRules(read: ReadConfig, taken: ReadonlySet<string>): readonly Rule[] {
  const rules: Rule[] = [];
  const ids = new Set(taken);
  for (const [i, path] of (read.config.rules ?? []).entries()) {
    const refuse = (message: string) => read.mistake(['rules', i], message);
    const file = join(dirname(read.file), path);
    const exported = Object.values(importFile(file)).flatMap((value: unknown) =>
      Array.isArray(value) ? (value as unknown[]) : [value],
    );
    const found = [...new Set(exported)].filter(looksLikeRule);
    if (found.length === 0) throw refuse('exports no rule, expected an export that defineRule made');
    for (const value of found) {
      const rule = ruleOf(value, refuse);
      if (ids.has(rule.id)) throw refuse(`there is another rule ${rule.id}`);
      ids.add(rule.id);
      rules.push(guarded(rule, file));
    }
  }
  return rules;
}

type Exported = Readonly<Record<string, unknown>>;

function looksLikeRule(value: unknown): value is Exported {
  return typeof value === 'object' && value !== null && 'id' in value && 'check' in value;
}

function ruleOf(value: Exported, refuse: (message: string) => Error): ObjectRule {
  if (!isRule(value)) {
    const name = typeof value['id'] === 'string' ? value['id'] : 'a rule without an id';
    const severities = SEVERITIES.join(', ');
    throw refuse(
      `${name}: expected the texts id, what, why and fix, a severity of ${severities}, and a function check`,
    );
  }
  try {
    return defineRule(value);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function isRule(value: Exported): value is Exported & ObjectRule {
  return (
    ['id', 'what', 'why', 'fix'].every((field) => typeof value[field] === 'string') &&
    SEVERITIES.some((severity) => severity === value['severity']) &&
    typeof value['check'] === 'function'
  );
}

/** A mistake in somebody's rule is no mistake in meshproof. */
function guarded(rule: ObjectRule, file: string): ObjectRule {
  return {
    ...rule,
    *check(manifest, mesh) {
      try {
        yield* rule.check(manifest, mesh);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        throw new ConfigError(`${file}: ${rule.id} failed on ${formatRef(refOf(manifest))}: ${what}`);
      }
    },
  };
}
