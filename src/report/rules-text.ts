import { SUPPRESSION_PREFIX } from '../model/suppression.js';
import type { Rule } from '../analysis/rule.js';

/** The list of rules, one in a line. */
export function rulesText(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, what }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${what}\n`)
    .join('');
}

/** All that a rule says about itself. */
export function ruleText(rule: Rule): string {
  const { id, severity, what, why, fix, equivalent = [] } = rule;
  const kinds = 'kinds' in rule ? rule.kinds : undefined;
  const ignoring =
    'by' in rule ? [] : [`ignore  annotate the object: ${SUPPRESSION_PREFIX}${id}: '<reason>'`];
  return `${[
    `${id}  (${severity})`,
    `what    ${what}`,
    `why     ${why}`,
    `fix     ${fix}`,
    ...(kinds === undefined ? [] : [`kinds   ${kinds.join(', ')}`]),
    ...(equivalent.length === 0 ? [] : [`like    ${equivalent.join(', ')}`]),
    ...ignoring,
    `page    docs/rules/${id}.md`,
  ].join('\n')}\n`;
}
