import { expect, test } from 'vitest';
import {
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
} from '../../../src/constructs/istio/authorization-policy.js';
import type { AuthorizationRule } from '../../../src/constructs/istio/authorization-rule.js';
import { manifestOf } from './one-object.js';

const selector = { matchLabels: { app: 'dashboard' } };
const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }] as const;
const provider = { name: 'opa' };
const anyRule: AuthorizationRule = {};

/** Checked by the compiler alone. */
export const refused: readonly AuthorizationPolicyProps[] = [
  // @ts-expect-error a selector or targets
  { selector, targetRefs },
  // @ts-expect-error targets in other namespaces are not supported
  { targetRefs: [{ kind: 'Service', name: 'web', namespace: 'studio' }] },
  // @ts-expect-error no target of a policy
  { targetRefs: [{ group: 'apps', kind: 'Deployment', name: 'web' }] },
  // @ts-expect-error the group of another kind
  { targetRefs: [{ group: 'networking.istio.io', kind: 'Gateway', name: 'edge' }] },
  // @ts-expect-error the deprecated field
  { targetRef: { kind: 'Service', name: 'web' } },
  // @ts-expect-error no such action
  { action: 'REFUSE', rules: [{}] },
  // @ts-expect-error DENY without rules does nothing
  { action: 'DENY' },
  // @ts-expect-error AUDIT without rules does nothing
  { action: 'AUDIT' },
  // @ts-expect-error CUSTOM without rules does nothing
  { action: 'CUSTOM', provider },
  // @ts-expect-error CUSTOM needs a provider
  { action: 'CUSTOM', rules: [{}] },
  // @ts-expect-error only CUSTOM has a provider
  { action: 'ALLOW', rules: [{}], provider },
  // @ts-expect-error only CUSTOM has a provider
  { provider },
  // @ts-expect-error CUSTOM knows no principals
  { action: 'CUSTOM', provider, rules: [{ from: [{ source: { principals: ['*'] } }] }] },
  // @ts-expect-error CUSTOM knows no service accounts
  { action: 'CUSTOM', provider, rules: [{ from: [{ source: { notServiceAccounts: ['web'] } }] }] },
  // @ts-expect-error CUSTOM knows no tokens
  { action: 'CUSTOM', provider, rules: [{ when: [{ key: 'request.auth.presenter', values: ['a'] }] }] },
  // @ts-expect-error a rule that may name principals
  { action: 'CUSTOM', provider, rules: [anyRule] },
  // @ts-expect-error a source is wrapped
  { rules: [{ from: [{ principals: ['*'] }] }] },
  // @ts-expect-error an operation is wrapped
  { rules: [{ to: [{ methods: ['GET'] }] }] },
  // @ts-expect-error service accounts exclude principals
  { rules: [{ from: [{ source: { serviceAccounts: ['web'], principals: ['*'] } }] }] },
  // @ts-expect-error service accounts exclude namespaces
  { rules: [{ from: [{ source: { notServiceAccounts: ['web'], notNamespaces: ['shop'] } }] }] },
  // @ts-expect-error ports are texts
  { rules: [{ to: [{ operation: { ports: [8080] } }] }] },
  // @ts-expect-error no such field
  { rules: [{ to: [{ operation: { path: ['/'] } }] }] },
  // @ts-expect-error a condition has values
  { rules: [{ when: [{ key: 'source.ip' }] }] },
  // @ts-expect-error no such attribute
  { rules: [{ when: [{ key: 'destination.labels[app]', values: ['web'] }] }] },
  // @ts-expect-error a header is named in brackets
  { rules: [{ when: [{ key: 'request.headers', values: ['web'] }] }] },
];

const twins: readonly AuthorizationPolicyProps[] = [
  { selector },
  { targetRefs },
  { targetRefs: [{ kind: 'Service', name: 'web' }] },
  { action: 'DENY', rules: [{}] },
  { action: 'CUSTOM', provider, rules: [{ from: [{ source: { ipBlocks: ['10.0.0.1'] } }] }] },
  { action: 'CUSTOM', provider, rules: [{ when: [{ key: 'request.headers[a]', values: ['a'] }] }] },
  { action: 'ALLOW', rules: [anyRule] },
  { rules: [{ from: [{ source: { principals: ['*'], namespaces: ['shop'] } }] }] },
  {
    rules: [
      { from: [{ source: { serviceAccounts: ['web'], ipBlocks: ['10.0.0.1'], trustDomains: ['a.b'] } }] },
    ],
  },
  { rules: [{ when: [{ key: 'source.ip', notValues: ['10.0.0.1'] }] }] },
];

test.each(twins)('constructs %j', (props) => {
  const { spec } = manifestOf((chart, id) => new AuthorizationPolicy(chart, id, props));
  expect(spec).toStrictEqual(props);
});
