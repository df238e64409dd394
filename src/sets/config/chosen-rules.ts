import type { Rule, Severity, Violation } from '../../analysis/rule.js';
import { ownRules } from './own-rules.js';
import type { ReadConfig } from './read-config.js';

/** The rules that run over a set. */
export interface ChosenRules {
  readonly rules: readonly Rule[];
  /** The ids of those that are switched off. */
  readonly off: readonly string[];
}

/**
 * The rules of meshproof and those of a configuration, with the severities that it gives them.
 * @throws ConfigError if it names rules that there are not
 */
export function chosenRules(given: readonly Rule[], read: ReadConfig | undefined): ChosenRules {
  if (read === undefined) return { rules: given, off: [] };
  const all = [...given, ...ownRules(read, new Set(given.map(({ id }) => id)))];
  read.checkRules(all.map(({ id }) => id));
  const severities = read.config.severity ?? {};
  const rules = all.flatMap((rule): readonly Rule[] => {
    const severity = severities[rule.id];
    if (severity === 'off') return [];
    return [severity === undefined ? rule : withSeverity(rule, severity)];
  });
  return { rules, off: all.map(({ id }) => id).filter((id) => severities[id] === 'off') };
}

/** The severity counts for all that the rule finds, also where the rule itself would make a difference. */
function withSeverity(rule: Rule, severity: Severity): Rule {
  if (!('check' in rule)) return { ...rule, severity };
  const { check, checkFile } = rule;
  return {
    ...rule,
    severity,
    check: (manifest, mesh) => allWith(severity, check(manifest, mesh)),
    ...(checkFile === undefined ? {} : { checkFile: (file) => allWith(severity, checkFile(file)) }),
  };
}

function* allWith(severity: Severity, violations: Iterable<Violation>): Iterable<Violation> {
  for (const violation of violations) yield { ...violation, severity };
}
