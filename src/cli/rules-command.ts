import { parseArgs } from 'node:util';
import type { Rule } from '../analysis/rule.js';
import { RULES } from '../analysis/rules/index.js';
import { suggest } from '../model/suggest.js';
import { ruleText, rulesText } from '../report/rules-text.js';
import { chosenRules } from '../sets/config/chosen-rules.js';
import { configAbove } from '../sets/config/find-config.js';
import { readConfig } from '../sets/config/read-config.js';
import type { Run } from './commands.js';
import { UsageError } from './usage-error.js';

const USAGE = `usage: meshproof rules [ID]

  --config FILE   instead of the nearest meshproof.yaml at or above the current folder
`;

/** Lists the rules of `check`, or explains one. */
export const rules: Run = (args, streams) => {
  const { values, positionals } = parsed(args);
  if (values.help === true) {
    streams.out(USAGE);
    return 0;
  }
  const [id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`expected one rule, found ${positionals.length}`);
  const file = values.config ?? configAbove('.');
  const known = chosenRules(RULES, file === undefined ? undefined : readConfig(file));
  if (id === undefined) streams.out(rulesText(known.rules));
  else streams.out(ruleText(ruleCalled(id, [...known.rules, ...RULES])));
  return 0;
};

function ruleCalled(id: string, known: readonly Rule[]): Rule {
  const rule = known.find((one) => one.id === id);
  if (rule !== undefined) return rule;
  const meant = suggest(
    id,
    known.map((one) => one.id),
  );
  const hint = meant === undefined ? '; meshproof rules lists them' : `, did you mean ${meant}?`;
  throw new UsageError(`there is no rule ${JSON.stringify(id)}${hint}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
