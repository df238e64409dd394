import type {
  AuthorizationPolicy,
  AuthorizationRule,
  Conditions,
  When,
} from '../../mesh/authorization-policy.js';
import { allOf, anyOf, isUnmodelled, not, type Match } from '../../mesh/match.js';
import { formatPath, type FieldPath } from '../../model/field-path.js';
import { pathOnly } from './message.js';
import { isOfRequests, keyTest, OPERATIONS, SOURCES, type Arrival } from './rbac-match.js';
import type { Trace } from './trace.js';
import { own } from '../../model/own.js';

/** What the AuthorizationPolicies of a workload say to a request. */
export type Authorization = 'allowed' | 'denied' | 'unknown';

type Situation = Omit<Arrival, 'namespace'>;

interface Judged {
  readonly policy: AuthorizationPolicy;
  readonly rule: AuthorizationRule;
  readonly match: Match;
}

/** CUSTOM, then DENY, then ALLOW; without an ALLOW policy everything that is not denied is allowed. */
export function authorize(
  all: readonly AuthorizationPolicy[],
  situation: Situation,
  trace: Trace,
): Authorization {
  // A proxy that is no gateway of Gateway API ignores policies that name what they belong to.
  const policies = all.filter(({ targeted }) => !targeted);
  if (policies.length === 0) {
    trace.add('authorization', 'no AuthorizationPolicy');
    return 'allowed';
  }
  const judged = (action: string): readonly Judged[] =>
    policies.filter((policy) => policy.action === action).flatMap((policy) => judge(policy, situation));
  const custom = judged('CUSTOM').find(({ match }) => match !== 'no');
  const denied = strongest(judged('DENY'));
  if (denied?.match === 'yes') {
    tell(denied, trace);
    return 'denied';
  }
  const allowing = policies.filter(({ action }) => action === 'ALLOW');
  const allowed = strongest(judged('ALLOW'));
  if (allowing.length > 0 && allowed === undefined) {
    tellNearest(allowing, situation, trace);
    return 'denied';
  }
  if (custom !== undefined) return unknown(custom, 'an external authorizer decides', trace);
  for (const one of [denied, allowed]) {
    if (one === undefined || one.match === 'yes') continue;
    const text = isUnmodelled(one.match) ? one.match.unmodelled : 'only some of these callers match';
    return unknown(one, `it depends on ${text}`, trace);
  }
  if (allowed === undefined) trace.add('authorization', 'no policy denies it, and none is for ALLOW');
  else tell(allowed, trace);
  return 'allowed';
}

/** `ALLOW shop/web: rules[0] matches`. */
function tell({ policy, rule }: Judged, trace: Trace): void {
  const text = (): string => `${titleOf(policy)}: ${formatPath(rule.path.slice(1))} matches`;
  trace.add('authorization', text, policy.ref, rule.path);
}

function titleOf({ action, ref }: AuthorizationPolicy): string {
  return `${action} ${ref.namespace}/${ref.name}`;
}

function unknown({ policy, rule }: Judged, text: string, trace: Trace): Authorization {
  trace.add('authorization', text, policy.ref, rule.path);
  return 'unknown';
}

/** The rule that matches for certain, else one that may; `undefined` if none does. */
function strongest(rules: readonly Judged[]): Judged | undefined {
  return rules.find(({ match }) => match === 'yes') ?? rules.find(({ match }) => match !== 'no');
}

function judge(policy: AuthorizationPolicy, situation: Situation): readonly Judged[] {
  const arrival: Arrival = { ...situation, namespace: policy.namespace };
  const voided = arrival.message === undefined && policy.action === 'ALLOW';
  return policy.rules.map((rule) => {
    // An ALLOW rule with a condition on requests is left out where there are none to see.
    const match = voided && namesRequests(rule) ? 'no' : ruleMatch(rule, arrival);
    return { policy, rule, match };
  });
}

function namesRequests({ from = [], to = [], when }: AuthorizationRule): boolean {
  return (
    [...from, ...to].some((conditions) =>
      Object.keys(conditions).some((field) => isOfRequests(positive(field).name)),
    ) || when.some(({ key }) => isOfRequests(key))
  );
}

function ruleMatch({ from, to, when }: AuthorizationRule, arrival: Arrival): Match {
  return allOf([
    from === undefined ? 'yes' : anyOf(from.map((source) => conditionsMatch(source, SOURCES, arrival))),
    to === undefined ? 'yes' : anyOf(to.map((operation) => conditionsMatch(operation, OPERATIONS, arrival))),
    ...when.map((condition) => whenMatch(condition, arrival)),
  ]);
}

function conditionsMatch(conditions: Conditions, tests: typeof SOURCES, arrival: Arrival): Match {
  return allOf(
    Object.entries(conditions).map(([field, values]) => fieldMatch(field, values, tests, arrival)),
  );
}

function fieldMatch(
  field: string,
  values: readonly string[],
  tests: typeof SOURCES,
  arrival: Arrival,
): Match {
  const { name, negative } = positive(field);
  // Of a rule that denies, conditions on requests vanish where there are none to see.
  if (arrival.message === undefined && isOfRequests(name)) return 'yes';
  const test = own(tests, name);
  if (test === undefined) return { unmodelled: field };
  const match = test(values, arrival);
  return negative ? not(match) : match;
}

function whenMatch({ key, values, notValues }: When, arrival: Arrival): Match {
  if (arrival.message === undefined && isOfRequests(key)) return 'yes';
  const test = keyTest(key);
  if (test === undefined) return { unmodelled: `when ${key}` };
  return allOf([
    values.length === 0 ? 'yes' : test(values, arrival),
    notValues.length === 0 ? 'yes' : not(test(notValues, arrival)),
  ]);
}

/** `notPrincipals` is the negation of `principals`. */
function positive(field: string): { readonly name: string; readonly negative: boolean } {
  const bare = /^not([A-Z])(.*)$/.exec(field);
  if (bare === null) return { name: field, negative: false };
  return { name: (bare[1] ?? '').toLowerCase() + (bare[2] ?? ''), negative: true };
}

/** Says that no rule allows a request, and what keeps the nearest rule from it. */
function tellNearest(policies: readonly AuthorizationPolicy[], situation: Situation, trace: Trace): void {
  if (!trace.on) return;
  const misses = policies.flatMap((policy) =>
    policy.rules.map((rule) => ({
      policy,
      rule,
      ...missOf(rule, { ...situation, namespace: policy.namespace }),
    })),
  );
  const nearest = misses.reduce<(typeof misses)[number] | undefined>(
    (best, one) => (best === undefined || one.failed < best.failed ? one : best),
    undefined,
  );
  for (const policy of policies) {
    if (policy === nearest?.policy) continue;
    const isEmpty = policy.rules.length === 0;
    const text = isEmpty ? 'it has no rules, so it allows nothing' : 'no rule matches';
    trace.add(
      'authorization',
      `${titleOf(policy)}: ${text}`,
      policy.ref,
      isEmpty ? ['spec'] : ['spec', 'rules'],
    );
  }
  if (nearest === undefined) return;
  const { policy, rule, path, text } = nearest;
  trace.add('authorization', `${titleOf(policy)}: no rule matches`, policy.ref, ['spec', 'rules']);
  trace.aside('authorization', `nearest is ${formatPath(rule.path.slice(1))}: ${text}`, policy.ref, path);
}

interface Miss {
  readonly failed: number;
  readonly path: FieldPath;
  readonly text: string;
}

function missOf(rule: AuthorizationRule, arrival: Arrival): Miss {
  const groups: Miss[] = [];
  const alternatives = (list: readonly Conditions[], field: 'from' | 'to', tests: typeof SOURCES): void => {
    const inner = field === 'from' ? 'source' : 'operation';
    const found = list.map((conditions, i) => {
      const failing = Object.entries(conditions).filter(
        ([name, values]) => fieldMatch(name, values, tests, arrival) !== 'yes',
      );
      const [name = '', values = []] = failing[0] ?? [];
      const path: FieldPath = [...rule.path, field, i, inner, name];
      return {
        failed: failing.length,
        path,
        text: `${name} are ${values.join(', ')}; this is ${actual(positive(name).name, arrival)}`,
      };
    });
    const best = found.reduce<Miss | undefined>(
      (least, one) => (least === undefined || one.failed < least.failed ? one : least),
      undefined,
    );
    if (best !== undefined && best.failed > 0) groups.push(best);
  };
  alternatives(rule.to ?? [], 'to', OPERATIONS);
  alternatives(rule.from ?? [], 'from', SOURCES);
  for (const [i, condition] of rule.when.entries()) {
    if (whenMatch(condition, arrival) === 'yes') continue;
    const { key, values, notValues } = condition;
    const text = `${key} is ${[...values, ...notValues.map((value) => `not ${value}`)].join(', ')}`;
    groups.push({ failed: 1, path: [...rule.path, 'when', i], text });
  }
  const [first] = groups;
  if (first === undefined)
    return { failed: 1, path: rule.path, text: 'it is for requests, and this is a connection' };
  return { ...first, failed: groups.reduce((sum, { failed }) => sum + failed, 0) };
}

/** What a field is compared with, for people. */
function actual(name: string, { connection, message, port }: Arrival): string {
  const { identity } = connection;
  switch (name) {
    case 'methods':
      return message?.method ?? 'a connection';
    case 'paths':
      return message === undefined ? 'a connection' : pathOnly(message.path);
    case 'hosts':
      return message?.authority ?? 'a connection';
    case 'ports':
      return `${port}`;
    case 'requestPrincipals':
      return message?.claims === undefined
        ? 'a request without a token'
        : `${String(message.claims['iss'])}/${String(message.claims['sub'])}`;
    case 'principals':
    case 'namespaces':
    case 'serviceAccounts':
    case 'trustDomains':
      return identity === undefined ? `${connection.who}, without mTLS` : nameOf(identity);
    default:
      return connection.who;
  }
}

function nameOf(identity: NonNullable<Arrival['connection']['identity']>): string {
  if ('foreign' in identity) return identity.trustDomain;
  return `${identity.trustDomain}/ns/${identity.namespace}/sa/${identity.serviceAccount}`;
}
