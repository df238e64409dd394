import { RULES } from '../analysis/rules/index.js';
import { suggest } from '../model/suggest.js';
import { ruleText, rulesText } from '../report/rules-text.js';
import type { Command } from './commands.js';
import { UsageError } from './usage-error.js';

/** Lists the rules of `check`, or explains one. */
export const rulesCommand: Command = {
  name: 'rules',
  does: 'lists the rules of check, or explains one: meshproof rules [ID]',
  run([id, ...more], streams) {
    if (id === '--help' || id === '-h') {
      streams.out('usage: meshproof rules [ID]\n');
      return 0;
    }
    if (more.length > 0) throw new UsageError(`expected one rule, found ${more.length + 1}`);
    const rule = RULES.find((one) => one.id === id);
    if (id !== undefined && rule === undefined) {
      const meant = suggest(
        id,
        RULES.map((one) => one.id),
      );
      throw new UsageError(
        `there is no rule ${JSON.stringify(id)}${meant === undefined ? '; meshproof rules lists them' : `, did you mean ${meant}?`}`,
      );
    }
    streams.out(rule === undefined ? rulesText(RULES) : ruleText(rule));
    return 0;
  },
};
