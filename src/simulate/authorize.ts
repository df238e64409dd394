import { within } from '../mesh/address-space.js';
import {
  needsHttp,
  type AuthorizationPolicy,
  type AuthorizationRule,
  type Conditions,
  type When,
} from '../mesh/authorization-policy.js';
import { blocks } from '../mesh/ip-ranges.js';
import { allOf, anyOf, definite, isUnmodelled, not, type Match, type Unmodelled } from '../mesh/match.js';
import { formatRef } from '../model/manifest.js';
import type { CallingParty } from './caller.js';
import { namespaceMatches, principalMatches, serviceAccountMatches, trustDomainMatches } from './identity.js';
import type { RequestMatch, Requests } from './requests.js';
import { policyText } from './text-match.js';
import type { Reason } from './verdict.js';
import { own } from '../model/own.js';

/** A connection whose requests are judged. */
export interface Arrival {
  /** The caller; without identity if it speaks plaintext. */
  readonly caller: Pick<CallingParty, 'id' | 'address' | 'identity'>;
  /** The port of the pod; `undefined` for a gateway's, which its Service may map. */
  readonly port: number | undefined;
  /** True where the proxy sees requests; elsewhere conditions on them make an ALLOW rule void and vanish from DENY. */
  readonly http: boolean;
}

/** What the AuthorizationPolicies of a workload let through. */
export type Authorization =
  { readonly requests: Requests; readonly because: Reason; readonly partly: boolean } | Unmodelled;

interface Found {
  readonly policy: AuthorizationPolicy;
  readonly rule: AuthorizationRule;
  readonly match: Exclude<Match, 'no'>;
  readonly requests: RequestMatch;
}

const layer = 'authorization';

/**
 * CUSTOM, then DENY, then ALLOW; without an ALLOW policy everything that is not denied is allowed
 * (https://istio.io/latest/docs/reference/config/security/authorization-policy/).
 */
export function authorize(all: readonly AuthorizationPolicy[], arrival: Arrival): Authorization {
  // A sidecar ignores policies that name what they belong to (istio `pilot/pkg/model/policyattachment.go`).
  const policies = all.filter(({ targeted }) => !targeted);
  const ofAction = (action: string) => policies.filter((policy) => policy.action === action);
  const allowing = ofAction('ALLOW');
  const allowed = allowing.flatMap((policy) => rulesThatMatch(policy, arrival));
  if (allowing.length > 0 && allowed.length === 0) {
    const nearest = allowing.find(({ rules }) => rules.length > 0) ?? allowing[0];
    const because: Reason = {
      layer,
      ...(nearest === undefined ? {} : { resource: nearest.ref }),
      path: ['spec', 'rules'],
      text: `allows no request of ${arrival.caller.id}${arrival.port === undefined ? '' : ` on port ${arrival.port}`}${arrival.caller.identity === undefined ? ', which has no identity here' : ''}`,
    };
    return { requests: [], because, partly: false };
  }
  const denied = ofAction('DENY').flatMap((policy) => rulesThatMatch(policy, arrival));
  const [custom] = ofAction('CUSTOM').flatMap((policy) => rulesThatMatch(policy, arrival));
  if (custom !== undefined)
    return { unmodelled: `the external authorizer of ${formatRef(custom.policy.ref)}` };
  const unclear = [...allowed, ...denied].find(({ match }) => isUnmodelled(match));
  if (unclear !== undefined && isUnmodelled(unclear.match)) {
    return { unmodelled: `${unclear.match.unmodelled} (${formatRef(unclear.policy.ref)})` };
  }
  const except = denied.filter(({ match }) => match === 'yes').map(({ requests }) => requests);
  const [first] = allowed;
  return {
    requests:
      allowing.length === 0
        ? [{ within: [], except }]
        : allowed.map(({ requests }) => ({ within: [requests], except })),
    because:
      first === undefined
        ? { layer, text: 'no AuthorizationPolicy with action ALLOW holds for it' }
        : {
            layer,
            resource: first.policy.ref,
            path: first.rule.path,
            text: 'allows it',
          },
    partly: [...allowed, ...denied].some(({ match }) => match === 'some'),
  };
}

/** The rule of DENY that shuts a caller out completely, for the text of a refusal. */
export function denying(all: readonly AuthorizationPolicy[], arrival: Arrival): Reason | undefined {
  const [found] = all
    .filter(({ action, targeted }) => action === 'DENY' && !targeted)
    .flatMap((policy) => rulesThatMatch(policy, arrival));
  if (found === undefined) return undefined;
  return {
    layer,
    resource: found.policy.ref,
    path: found.rule.path,
    text: 'denies it',
  };
}

function rulesThatMatch(policy: AuthorizationPolicy, arrival: Arrival): readonly Found[] {
  return policy.rules.flatMap((rule): Found[] => {
    if (policy.action === 'ALLOW' && !arrival.http && needsHttp(rule)) return [];
    const source = anyOf((rule.from ?? [{}]).map((from) => sourceMatches(from, policy, arrival)));
    const when = allOf(rule.when.map((condition) => whenMatches(condition, policy, arrival)));
    return (rule.to ?? [{}]).flatMap((to) => {
      const operation = operationMatches(to, policy, arrival);
      const match = allOf([source, when, operation.match]);
      return match === 'no' ? [] : [{ policy, rule, match, requests: operation.requests }];
    });
  });
}

type Test = (values: readonly string[], policy: AuthorizationPolicy, arrival: Arrival) => Match;

/** Conditions on an identity never hold without one; so their negations always do. */
function byIdentity(
  test: (
    value: string,
    policy: AuthorizationPolicy,
    identity: NonNullable<CallingParty['identity']>,
  ) => Match,
): Test {
  return (values, policy, { caller: { identity } }) =>
    identity === undefined ? 'no' : anyOf(values.map((value) => test(value, policy, identity)));
}

const SOURCES: Readonly<Record<string, Test>> = {
  principals: byIdentity((value, _policy, identity) => principalMatches(value, identity)),
  namespaces: byIdentity((value, _policy, identity) => namespaceMatches(value, identity)),
  serviceAccounts: byIdentity((value, policy, identity) =>
    serviceAccountMatches(value, policy.namespace, identity),
  ),
  trustDomains: byIdentity((value, _policy, identity) => trustDomainMatches(value, identity)),
  ipBlocks: (values, _policy, { caller }) => within(caller.address, blocks(values), values.join(', ')),
};

function sourceMatches(source: Conditions, policy: AuthorizationPolicy, arrival: Arrival): Match {
  return allOf(
    Object.entries(source).map(([field, values]): Match => {
      const { name, negative } = positive(field);
      const test = own(SOURCES, name);
      if (test === undefined) {
        const text = `from.source.${field}`;
        return name === 'requestPrincipals' ? httpOnly(policy, arrival, text) : { unmodelled: text };
      }
      const match = test(values, policy, arrival);
      return negative ? not(match) : match;
    }),
  );
}

function operationMatches(
  operation: Conditions,
  policy: AuthorizationPolicy,
  arrival: Arrival,
): { readonly match: Match; readonly requests: RequestMatch } {
  const requests: Record<string, ReturnType<typeof policyText>[]> = {};
  const matches = Object.entries(operation).map(([field, values]): Match => {
    const { name, negative } = positive(field);
    if (name === 'ports') return negative ? not(portIn(values, arrival)) : portIn(values, arrival);
    const text = `to.operation.${field} ${values.join(', ')}`;
    if (!arrival.http) return httpOnly(policy, arrival, text);
    const plain = (name === 'methods' || name === 'paths') && !values.some((value) => value.includes('{'));
    if (!plain) return { unmodelled: text };
    requests[field] = values.map(policyText);
    return 'yes';
  });
  return { match: allOf(matches), requests };
}

/** On a port without requests, conditions on them void an ALLOW rule and vanish from a DENY rule. */
function httpOnly(policy: AuthorizationPolicy, { http }: Arrival, text: string): Match {
  if (http) return { unmodelled: text };
  return policy.action === 'DENY' ? 'yes' : 'no';
}

const WHEN: Readonly<Record<string, string>> = {
  'source.principal': 'principals',
  'source.namespace': 'namespaces',
  'source.serviceAccount': 'serviceAccounts',
  'source.trustDomain': 'trustDomains',
  'source.ip': 'ipBlocks',
};

function whenMatches({ key, values, notValues }: When, policy: AuthorizationPolicy, arrival: Arrival): Match {
  const side = (list: readonly string[]): Match => {
    if (key === 'destination.port') return portIn(list, arrival);
    const test = own(SOURCES, own(WHEN, key) ?? '');
    if (test !== undefined) return test(list, policy, arrival);
    const text = `when ${key}`;
    return key.startsWith('request.') ? httpOnly(policy, arrival, text) : { unmodelled: text };
  };
  return allOf([
    values.length === 0 ? 'yes' : side(values),
    notValues.length === 0 ? 'yes' : not(side(notValues)),
  ]);
}

function portIn(values: readonly string[], { port }: Arrival): Match {
  return port === undefined
    ? { unmodelled: `whether its port is ${values.join(', ')}` }
    : definite(values.includes(`${port}`));
}

/** `notPrincipals` is the negation of `principals`. */
function positive(field: string): { readonly name: string; readonly negative: boolean } {
  const bare = /^not([A-Z])(.*)$/.exec(field);
  if (bare === null) return { name: field, negative: false };
  return { name: (bare[1] ?? '').toLowerCase() + (bare[2] ?? ''), negative: true };
}
