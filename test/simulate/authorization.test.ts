import { describe, expect, test } from 'vitest';
import { ask, ASSUMPTIONS, GATEWAY, namespace, why, workload } from './set.js';

// https://istio.io/latest/docs/reference/config/security/authorization-policy/
const PODS = [
  namespace('shop'),
  namespace('ops'),
  workload('shop/web'),
  workload('shop/store', { port: 5432, portName: 'tcp' }),
  workload('shop/cart'),
  workload('ops/probe'),
  workload('shop/sfu', { spec: 'hostNetwork: true' }),
];

function policy(spec: string, { at = 'shop', name = 'policy', annotations = '' } = {}): string {
  return `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: ${at}, annotations: { ${annotations} } }
spec: { ${spec} }`;
}

const STRICT = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }`;
const TO_WEB = 'selector: { matchLabels: { app: web } }';
const CART = 'principals: [cluster.local/ns/shop/sa/cart]';

/** What a caller may do at shop/web under some policies. */
function at(policies: readonly string[], from: string, to = 'shop/web:8080'): string {
  return ask([...PODS, STRICT, ...policies])(from, to);
}

describe('where the proxy sees connections', () => {
  // Seen with istiod and Envoy: the operation that names a port alone is left out with the rest of its rule.
  test('a rule with a method anywhere in it allows nothing', () => {
    const ports = '{ operation: { ports: ["5432"] } }';
    const methods = '{ operation: { methods: [GET] } }';
    const from = `from: [{ source: { ${CART} } }]`;
    const store = (rules: string): string =>
      at(
        [policy(`selector: { matchLabels: { app: store } }, rules: [${rules}]`)],
        'shop/cart',
        'shop/store:5432',
      );
    expect(store(`{ ${from}, to: [${methods}, ${ports}] }`)).toBe('refused by authorization');
    expect(store(`{ ${from}, to: [${ports}], when: [{ key: request.headers[a], values: [b] }] }`)).toBe(
      'refused by authorization',
    );
    expect(store(`{ ${from}, to: [${methods}] }, { ${from}, to: [${ports}] }`)).toBe('allowed: everything');
  });
});

describe('which policies hold', () => {
  test('none: everything is allowed', () => {
    expect(at([], 'ops/probe')).toBe('allowed: everything');
  });

  test('an empty spec refuses everything in its namespace, one of the root namespace everywhere', () => {
    expect(at([policy('')], 'shop/cart')).toBe('refused by authorization');
    expect(at([policy('', { at: 'istio-system' })], 'shop/cart')).toBe('refused by authorization');
    expect(at([policy('', { at: 'ops' })], 'shop/cart')).toBe('allowed: everything');
  });

  test('a selector limits it', () => {
    expect(at([policy(TO_WEB)], 'shop/cart')).toBe('refused by authorization');
    expect(at([policy(TO_WEB)], 'shop/cart', 'shop/store:5432')).toBe('allowed: everything');
  });

  test('an empty rule allows everything', () => {
    expect(at([policy('', { name: 'deny' }), policy('rules: [{}]')], 'ops/probe')).toBe(
      'allowed: everything',
    );
  });

  test('neither AUDIT nor a dry run decides', () => {
    expect(at([policy('action: AUDIT, rules: [{}]')], 'ops/probe')).toBe('allowed: everything');
    expect(at([policy('', { annotations: 'istio.io/dry-run: "true"' })], 'ops/probe')).toBe(
      'allowed: everything',
    );
  });

  test('a sidecar ignores policies with targetRefs', () => {
    const targeted = 'targetRefs: [{ kind: Service, name: web, group: "" }]';
    expect(at([policy(targeted)], 'ops/probe')).toBe('allowed: everything');
  });

  test('the refusal names the nearest policy', () => {
    const policies = [
      policy('', { name: 'deny' }),
      policy(`${TO_WEB}, rules: [{ from: [{ source: { ${CART} } }] }]`, { name: 'web' }),
    ];
    expect(why([...PODS, STRICT, ...policies])('ops/probe', 'shop/web:8080')).toBe(
      'AuthorizationPolicy shop/web spec.rules allows no request of ops/probe on port 8080',
    );
  });
});

describe('sources', () => {
  const from = (source: string, caller: string, extra: readonly string[] = []) =>
    at([policy(`rules: [{ from: [{ source: { ${source} } }] }]`), ...extra], caller);
  const YES = 'allowed: everything';
  const NO = 'refused by authorization';

  test.each([
    ['principals: [cluster.local/ns/shop/sa/cart]', YES, NO, NO],
    ['principals: ["cluster.local/ns/ops/*"]', NO, YES, NO],
    ['principals: ["*/sa/cart"]', YES, NO, YES],
    ['principals: ["cluster.local/ns/sh*"]', YES, NO, YES],
    ['principals: ["*"]', YES, YES, YES],
    ['principals: ["*/ns/shop/sa/cart"]', YES, NO, NO],
    ['notPrincipals: [cluster.local/ns/shop/sa/cart]', NO, YES, YES],
    ['notPrincipals: ["*"]', NO, NO, NO],
    ['namespaces: [shop]', YES, NO, NO],
    ['namespaces: ["s*p"]', YES, NO, YES],
    ['notNamespaces: [shop]', NO, YES, YES],
    ['serviceAccounts: [cart]', YES, NO, NO],
    ['serviceAccounts: [ops/probe]', NO, YES, NO],
    ['notServiceAccounts: [cart]', NO, YES, YES],
    ['trustDomains: [cluster.local]', YES, YES, YES],
    ['trustDomains: [elsewhere]', NO, NO, NO],
    ['principals: [cluster.local/ns/shop/sa/cart], namespaces: [ops]', NO, NO, NO],
    ['principals: ["*"], notNamespaces: [ops]', YES, NO, YES],
  ])('%s', (source, cart, probe, foreign) => {
    expect([from(source, 'shop/cart'), from(source, 'ops/probe'), from(source, 'foreign/injected')]).toEqual([
      cart,
      probe,
      foreign,
    ]);
  });

  test('sources are alternatives, and so are rules', () => {
    const two = policy(`rules: [{ from: [{ source: { ${CART} } }, { source: { namespaces: [ops] } }] }]`);
    expect([at([two], 'shop/cart'), at([two], 'ops/probe'), at([two], GATEWAY)]).toEqual([YES, YES, NO]);
  });

  test('a principal of another trust domain is another, and cluster.local is the own', () => {
    const own = { ...ASSUMPTIONS, trustDomain: 'acme.io' };
    const asked = (principal: string) =>
      ask([...PODS, STRICT, policy(`rules: [{ from: [{ source: { principals: [${principal}] } }] }]`)], own)(
        'shop/cart',
        'shop/web:8080',
      );
    expect([
      asked('acme.io/ns/shop/sa/cart'),
      asked('cluster.local/ns/shop/sa/cart'),
      asked('other.io/ns/shop/sa/cart'),
    ]).toEqual([YES, YES, NO]);
  });

  test('the gateway has the identity of its service account', () => {
    const gateway = 'principals: [cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account]';
    expect([from(gateway, GATEWAY), from(gateway, 'shop/cart')]).toEqual([YES, NO]);
  });

  describe('of callers without identity', () => {
    const permissive = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { app: web } }, portLevelMtls: { "8080": { mode: PERMISSIVE } } }`;
    const NODES = 'ipBlocks: [10.20.0.0/16], notPrincipals: ["*"]';

    test('addresses of nodes and no identity: nodes and hostNetwork pods, and nobody else', () => {
      expect(from(NODES, 'node', [permissive])).toBe(YES);
      expect(from(NODES, 'shop/sfu', [permissive])).toBe(YES);
      for (const caller of ['shop/cart', 'ops/probe', 'foreign/injected', 'foreign/plaintext']) {
        expect(from(NODES, caller, [permissive]), caller).toBe(NO);
      }
    });

    test('no identity alone: whoever speaks plaintext, pods with a sidecar that passes calls through included', () => {
      for (const caller of ['node', 'foreign/plaintext', 'foreign/injected', 'shop/cart']) {
        expect(from('notPrincipals: ["*"]', caller, [permissive]), caller).toBe(YES);
      }
    });

    test('some of the nodes, or an address that is not known', () => {
      expect(from('ipBlocks: [10.20.0.0/24]', 'node', [permissive])).toBe(
        'allowed: everything (from some addresses)',
      );
      expect(from('ipBlocks: [10.0.0.0/8]', 'shop/cart', [permissive])).toBe('unknown');
      expect(from('notIpBlocks: [10.20.0.0/16]', 'node', [permissive])).toBe(NO);
    });
  });
});

describe('operations', () => {
  const may = (rule: string, to = 'shop/web:8080') => at([policy(`rules: [${rule}]`)], 'shop/cart', to);

  test.each([
    ['{ to: [{ operation: { methods: [GET], paths: ["/api/*"] } }] }', 'allowed: GET on /api/*'],
    ['{ to: [{ operation: { methods: [GET] } }] }', 'allowed: GET on every path'],
    ['{ to: [{ operation: { paths: [/health] } }] }', 'allowed: every method on /health'],
    ['{ to: [{ operation: { methods: ["*"], paths: ["*"] } }] }', 'allowed: everything'],
    ['{ to: [{ operation: { methods: ["*"], paths: ["/*"] } }] }', 'allowed: everything'],
    ['{ to: [{ operation: { paths: ["*.json"] } }] }', 'allowed: every method on *.json'],
    [
      '{ to: [{ operation: { methods: [GET, POST], paths: [/a, "/b/*"] } }] }',
      'allowed: GET, POST on /a; GET, POST on /b/*',
    ],
    [
      '{ to: [{ operation: { methods: [GET], paths: [/a] } }, { operation: { methods: [POST], paths: [/b] } }] }',
      'allowed: GET on /a; POST on /b',
    ],
    ['{ to: [{ operation: { paths: [/a/b, "/a/*"] } }] }', 'allowed: every method on /a/*'],
    [
      '{ to: [{ operation: { notMethods: [DELETE] } }] }',
      'allowed: every method on every path except DELETE on every path',
    ],
    [
      '{ to: [{ operation: { paths: ["/a/*"], notPaths: ["/a/b/*"] } }] }',
      'allowed: every method on /a/* except every method on /a/b/*',
    ],
    ['{ to: [{ operation: { ports: ["8080"], methods: [GET] } }] }', 'allowed: GET on every path'],
    ['{ to: [{ operation: { ports: ["8081"], methods: [GET] } }] }', 'refused by authorization'],
    ['{ to: [{ operation: { notPorts: ["8080"] } }] }', 'refused by authorization'],
    ['{ to: [{ operation: { paths: [health] } }] }', 'refused by authorization'],
  ])('%s', (rule, outcome) => {
    expect(may(rule)).toBe(outcome);
  });

  test('on a TCP port, conditions on requests void an ALLOW rule', () => {
    expect(may('{ to: [{ operation: { methods: [GET] } }] }', 'shop/store:5432')).toBe(
      'refused by authorization',
    );
    expect(may('{ to: [{ operation: { ports: ["5432"] } }] }', 'shop/store:5432')).toBe(
      'allowed: everything',
    );
  });
});

describe('DENY', () => {
  const ALLOW = policy('rules: [{ to: [{ operation: { paths: ["/api/*"] } }] }]', { name: 'allow' });
  const deny = (rule: string) => policy(`action: DENY, rules: [${rule}]`, { name: 'deny' });

  test('comes before ALLOW', () => {
    const policies = [ALLOW, deny('{ to: [{ operation: { methods: [DELETE] } }] }')];
    expect(at(policies, 'shop/cart')).toBe('allowed: every method on /api/* except DELETE on /api/*');
  });

  test('of everything a caller may do names itself', () => {
    const policies = [ALLOW, deny('{ from: [{ source: { namespaces: [ops] } }] }')];
    expect(at(policies, 'ops/probe')).toBe('refused by authorization');
    expect(why([...PODS, STRICT, ...policies])('ops/probe', 'shop/web:8080')).toBe(
      'AuthorizationPolicy shop/deny spec.rules[0] denies it',
    );
    expect(at(policies, 'shop/cart')).toBe('allowed: every method on /api/*');
  });

  test('of some foreign pods leaves the others', () => {
    expect(at([deny('{ from: [{ source: { namespaces: ["evil*"] } }] }')], 'foreign/injected')).toBe(
      'allowed: everything',
    );
    expect(at([deny('{ from: [{ source: { notNamespaces: [shop] } }] }')], 'foreign/injected')).toBe(
      'refused by authorization',
    );
  });

  test('on a TCP port loses its conditions on requests, so that it denies all', () => {
    expect(at([deny('{ to: [{ operation: { methods: [DELETE] } }] }')], 'shop/cart', 'shop/store:5432')).toBe(
      'refused by authorization',
    );
  });
});

describe('when', () => {
  const when = (condition: string, caller = 'shop/cart') =>
    at([policy(`rules: [{ when: [{ ${condition} }] }]`)], caller);

  test.each([
    ['key: source.namespace, values: [shop]', 'allowed: everything', 'refused by authorization'],
    ['key: source.namespace, notValues: [shop]', 'refused by authorization', 'allowed: everything'],
    ['key: source.principal, values: ["*/sa/probe"]', 'refused by authorization', 'allowed: everything'],
    ['key: destination.port, values: ["8080"]', 'allowed: everything', 'allowed: everything'],
    ['key: destination.port, values: ["8081"]', 'refused by authorization', 'refused by authorization'],
    ['key: "request.headers[x-user]", values: [a]', 'unknown', 'unknown'],
  ])('%s', (condition, cart, probe) => {
    expect([when(condition), when(condition, 'ops/probe')]).toEqual([cart, probe]);
  });
});

describe('what is not modelled', () => {
  test.each([
    [
      'action: CUSTOM, provider: { name: opa }, rules: [{}]',
      'it depends on the external authorizer of AuthorizationPolicy shop/policy',
    ],
    [
      'rules: [{ from: [{ source: { requestPrincipals: ["*"] } }] }]',
      'it depends on from.source.requestPrincipals (AuthorizationPolicy shop/policy)',
    ],
    [
      'rules: [{ from: [{ source: { remoteIpBlocks: [10.0.0.0/8] } }] }]',
      'it depends on from.source.remoteIpBlocks (AuthorizationPolicy shop/policy)',
    ],
    [
      'rules: [{ to: [{ operation: { hosts: [web] } }] }]',
      'it depends on to.operation.hosts web (AuthorizationPolicy shop/policy)',
    ],
    [
      'rules: [{ to: [{ operation: { paths: ["/a/{*}/b"] } }] }]',
      'it depends on to.operation.paths /a/{*}/b (AuthorizationPolicy shop/policy)',
    ],
    [
      'rules: [{ when: [{ key: "request.auth.claims[sub]", values: [a] }] }]',
      'it depends on when request.auth.claims[sub] (AuthorizationPolicy shop/policy)',
    ],
  ])('%s', (spec, text) => {
    expect(at([policy(spec)], 'shop/cart')).toBe('unknown');
    expect(why([...PODS, STRICT, policy(spec)])('shop/cart', 'shop/web:8080')).toBe(text);
  });

  test('does not matter where something else refuses', () => {
    expect(
      at(
        [policy('rules: [{ from: [{ source: { namespaces: [ops], requestPrincipals: ["*"] } }] }]')],
        'shop/cart',
      ),
    ).toBe('refused by authorization');
    expect(at([policy('rules: [{ from: [{ source: { requestPrincipals: ["*"] } }] }]')], 'node')).toBe(
      'refused by mtls',
    );
  });
});
