import type { FieldProblem } from '../check-fields.js';
import { expectation } from '../settings/expectation.js';
import { formProblems } from '../settings/form-problems.js';
import { livekitConfigSchema } from './config.js';
import { missingIn } from './missing.js';
import { keyRules, orderRules, redisRules, regionRules } from './other-rules.js';
import { portRules } from './port-rules.js';
import type { ConfigRule } from './rule.js';
import { turnRules } from './turn-rules.js';

const RULES: readonly ConfigRule[] = [portRules, turnRules, regionRules, keyRules, redisRules, orderRules];

/**
 * Everything that is wrong with a configuration of livekit-server, `keys` and passwords included if they are in it.
 * Empty is a promise that the server of this version starts with it, as far as the file decides.
 * @param version of livekit-server, or that of which it is a fork: `1.9.1`
 */
export function livekitConfigProblems(config: unknown, version: string): readonly FieldProblem[] {
  const parsed = livekitConfigSchema.safeParse(config, { error: expectation });
  const form = formProblems(parsed.error?.issues ?? [], config);
  const missing = [...missingIn(config, version)];
  if (parsed.data === undefined) return [...form, ...missing];
  const { data } = parsed;
  return [...missing, ...RULES.flatMap((rule) => [...rule(data)])];
}
