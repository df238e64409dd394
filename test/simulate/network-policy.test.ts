import { describe, expect, test } from 'vitest';
import { ask, GATEWAY, namespace, why, workload } from './set.js';

// https://kubernetes.io/docs/concepts/services-networking/network-policies/
const PODS = [
  namespace('shop', 'istio-injection: disabled, team: shop'),
  namespace('ops', 'istio-injection: disabled, team: ops'),
  workload('shop/web', { containerPort: 'name: web' }),
  workload('shop/cart'),
  workload('ops/probe'),
];

function policy(spec: string, at = 'shop', name = 'policy'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${at} }
spec:
${spec.replaceAll(/^/gm, '  ')}`;
}

const TO_WEB = 'podSelector: { matchLabels: { app: web } }';

describe('a pod that no policy selects', () => {
  test('takes everything from pods, nodes and foreign pods', () => {
    const to = ask(PODS);
    for (const from of ['shop/cart', 'ops/probe', 'foreign/injected', 'foreign/plaintext', 'node', GATEWAY]) {
      expect(to(from, 'shop/web:8080'), from).toBe('allowed: everything');
    }
  });
});

describe('policyTypes', () => {
  test('default to Ingress: an empty policy lets nothing in, and everything out', () => {
    const to = ask([...PODS, policy('podSelector: {}')]);
    expect(to('ops/probe', 'shop/web:8080')).toBe('refused by network-policy');
    expect(to('shop/web', 'ops/probe:8080')).toBe('allowed: everything');
  });

  test('include Egress by default if there is an egress rule', () => {
    const to = ask([
      ...PODS,
      policy('podSelector: {}\negress: [{ to: [{ podSelector: {} }] }]\ningress: [{}]'),
    ]);
    expect(to('shop/web', 'ops/probe:8080')).toBe('refused by network-policy');
    expect(to('shop/web', 'shop/cart:8080')).toBe('allowed: everything');
  });

  test('do not include Egress by default if the list of rules is empty', () => {
    const to = ask([...PODS, policy('podSelector: {}\negress: []')]);
    expect(to('shop/web', 'ops/probe:8080')).toBe('allowed: everything');
  });

  test('of Egress alone leave ingress open', () => {
    const to = ask([...PODS, policy('podSelector: {}\npolicyTypes: [Egress]')]);
    expect(to('ops/probe', 'shop/web:8080')).toBe('allowed: everything');
    expect(to('shop/cart', 'shop/web:8080')).toBe('refused by network-policy');
  });
});

describe('peers', () => {
  const from = (peers: string) => ask([...PODS, policy(`${TO_WEB}\ningress: [{ from: [${peers}] }]`)]);

  test('podSelector alone means the namespace of the policy', () => {
    const to = from('{ podSelector: {} }');
    expect(to('shop/cart', 'shop/web:8080')).toBe('allowed: everything');
    expect(to('ops/probe', 'shop/web:8080')).toBe('refused by network-policy');
    expect(to('foreign/plaintext', 'shop/web:8080')).toBe('refused by network-policy');
  });

  test('namespaceSelector alone means all pods of those namespaces', () => {
    const to = from('{ namespaceSelector: { matchLabels: { team: ops } } }');
    expect(to('ops/probe', 'shop/web:8080')).toBe('allowed: everything');
    expect(to('shop/cart', 'shop/web:8080')).toBe('refused by network-policy');
  });

  test('both in one peer have to hold, in two peers one is enough', () => {
    const both = from(
      '{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: cart } } }',
    );
    expect(both('ops/probe', 'shop/web:8080')).toBe('refused by network-policy');
    const one = from(
      '{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: { matchLabels: { app: cart } } }',
    );
    expect(one('ops/probe', 'shop/web:8080')).toBe('allowed: everything');
    expect(one('shop/cart', 'shop/web:8080')).toBe('allowed: everything');
  });

  test('every namespace has its name as a label, in the set or not', () => {
    const to = from('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: istio-system } } }');
    expect(to(GATEWAY, 'shop/web:8080')).toBe('allowed: everything');
    expect(to('shop/cart', 'shop/web:8080')).toBe('refused by network-policy');
  });

  test('an empty namespaceSelector admits pods of foreign namespaces, a named one does not', () => {
    expect(from('{ namespaceSelector: {} }')('foreign/plaintext', 'shop/web:8080')).toBe(
      'allowed: everything',
    );
    expect(
      from('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }')(
        'foreign/plaintext',
        'shop/web:8080',
      ),
    ).toBe('refused by network-policy');
  });

  test('a foreign pod may carry any label, and its namespace only those that every such namespace has', () => {
    const label = from('{ namespaceSelector: {}, podSelector: { matchLabels: { app: cart } } }');
    expect(label('foreign/plaintext', 'shop/web:8080')).toBe('allowed: everything');
    const injected = from('{ namespaceSelector: { matchLabels: { istio-injection: enabled } } }');
    expect(injected('foreign/injected', 'shop/web:8080')).toBe('allowed: everything');
    expect(injected('foreign/plaintext', 'shop/web:8080')).toBe('refused by network-policy');
  });

  test('matchExpressions', () => {
    const operator = (text: string) =>
      from(`{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, ${text} }] } }`);
    expect(operator('operator: In, values: [probe, cart]')('ops/probe', 'shop/web:8080')).toBe(
      'allowed: everything',
    );
    expect(operator('operator: NotIn, values: [probe]')('ops/probe', 'shop/web:8080')).toBe(
      'refused by network-policy',
    );
    expect(operator('operator: NotIn, values: [probe]')('shop/cart', 'shop/web:8080')).toBe(
      'allowed: everything',
    );
    expect(operator('operator: Exists')('ops/probe', 'shop/web:8080')).toBe('allowed: everything');
    expect(operator('operator: DoesNotExist')('ops/probe', 'shop/web:8080')).toBe(
      'refused by network-policy',
    );
  });

  test('a label of a namespace that the set does not have is not known', () => {
    expect(from('{ namespaceSelector: { matchLabels: { team: mesh } } }')(GATEWAY, 'shop/web:8080')).toBe(
      'unknown',
    );
  });

  test('a node is matched by addresses only', () => {
    expect(from('{ namespaceSelector: {} }')('node', 'shop/web:8080')).toBe('refused by network-policy');
    expect(from('{ ipBlock: { cidr: 10.20.0.0/16 } }')('node', 'shop/web:8080')).toBe('allowed: everything');
    expect(from('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.20.0.0/16] } }')('node', 'shop/web:8080')).toBe(
      'refused by network-policy',
    );
  });

  test('a block with some nodes admits some, two blocks together may admit all', () => {
    expect(from('{ ipBlock: { cidr: 10.20.0.0/17 } }')('node', 'shop/web:8080')).toBe(
      'allowed: everything (from some addresses)',
    );
    expect(
      from('{ ipBlock: { cidr: 10.20.0.0/17 } }, { ipBlock: { cidr: 10.20.128.0/17 } }')(
        'node',
        'shop/web:8080',
      ),
    ).toBe('allowed: everything');
  });

  test('pods are at private addresses that are not those of nodes; more is not known', () => {
    expect(from('{ ipBlock: { cidr: 10.20.0.0/16 } }')('shop/cart', 'shop/web:8080')).toBe(
      'refused by network-policy',
    );
    expect(from('{ ipBlock: { cidr: 203.0.113.0/24 } }')('shop/cart', 'shop/web:8080')).toBe(
      'refused by network-policy',
    );
    expect(from('{ ipBlock: { cidr: 0.0.0.0/0 } }')('shop/cart', 'shop/web:8080')).toBe(
      'allowed: everything',
    );
    expect(from('{ ipBlock: { cidr: 10.0.0.0/8 } }')('shop/cart', 'shop/web:8080')).toBe('unknown');
  });
});

describe('ports', () => {
  const at = (ports: string) =>
    ask([...PODS, policy(`${TO_WEB}\ningress: [{ ports: [${ports}] }]`)])('ops/probe', 'shop/web:8080');

  test.each([
    ['{ port: 8080 }', 'allowed: everything'],
    ['{ port: 8081 }', 'refused by network-policy'],
    ['{ port: 8080, protocol: UDP }', 'refused by network-policy'],
    ['{ protocol: TCP }', 'allowed: everything'],
    ['{ protocol: UDP }', 'refused by network-policy'],
    ['{ port: web }', 'allowed: everything'],
    ['{ port: metrics }', 'refused by network-policy'],
    ['{ port: 8000, endPort: 8100 }', 'allowed: everything'],
    ['{ port: 8000, endPort: 8079 }', 'refused by network-policy'],
    ['{ port: 80 }, { port: 8080 }', 'allowed: everything'],
  ])('%s', (ports, outcome) => {
    expect(at(ports)).toBe(outcome);
  });

  test('names of an egress rule are those of the pod that is called', () => {
    const to = ask([
      ...PODS,
      policy('podSelector: {}\npolicyTypes: [Egress]\negress: [{ ports: [{ port: web }] }]', 'ops'),
    ]);
    expect(to('ops/probe', 'shop/web:8080')).toBe('allowed: everything');
    expect(to('ops/probe', 'shop/cart:8080')).toBe('refused by network-policy');
  });
});

describe('several policies', () => {
  test('add up', () => {
    const to = ask([
      ...PODS,
      policy('podSelector: {}\npolicyTypes: [Ingress, Egress]', 'shop', 'default-deny'),
      policy(
        `${TO_WEB}\ningress: [{ from: [{ podSelector: { matchLabels: { app: cart } } }] }]`,
        'shop',
        'web',
      ),
      policy(
        'podSelector: { matchLabels: { app: cart } }\npolicyTypes: [Egress]\negress: [{ to: [{ podSelector: { matchLabels: { app: web } } }] }]',
        'shop',
        'cart',
      ),
    ]);
    expect(to('shop/cart', 'shop/web:8080')).toBe('allowed: everything');
    expect(to('shop/web', 'shop/web:8080')).toBe('refused by network-policy');
    expect(to('ops/probe', 'shop/web:8080')).toBe('refused by network-policy');
  });

  test('a refusal names the nearest policy and the others', () => {
    const asked = why([
      ...PODS,
      policy('podSelector: {}', 'shop', 'default-deny'),
      policy(
        `${TO_WEB}\ningress: [{ from: [{ podSelector: { matchLabels: { app: cart } } }] }]`,
        'shop',
        'web',
      ),
    ]);
    expect(asked('ops/probe', 'shop/web:8080')).toBe(
      'NetworkPolicy shop/web spec.ingress does not admit 8080/TCP from ops/probe, and neither does NetworkPolicy shop/default-deny',
    );
  });
});

describe('pods on the network of their node', () => {
  const sfu = workload('shop/sfu', { port: 7880, spec: 'hostNetwork: true' });

  test('no policy protects them', () => {
    const to = ask([...PODS, sfu, policy('podSelector: {}')]);
    for (const from of ['shop/cart', 'foreign/plaintext', 'node', 'internet']) {
      expect(to(from, 'shop/sfu:7880'), from).toBe('allowed: everything');
    }
  });

  test('no selector of pods matches them: they come from a node', () => {
    const pods = ask([...PODS, sfu, policy(`${TO_WEB}\ningress: [{ from: [{ podSelector: {} }] }]`)]);
    expect(pods('shop/sfu', 'shop/web:8080')).toBe('refused by network-policy');
    const block = ask([
      ...PODS,
      sfu,
      policy(`${TO_WEB}\ningress: [{ from: [{ ipBlock: { cidr: 10.20.0.0/16 } }] }]`),
    ]);
    expect(block('shop/sfu', 'shop/web:8080')).toBe('allowed: everything');
  });

  test('their callers reach them at an address of a node', () => {
    const egress = (peer: string) =>
      ask([...PODS, sfu, policy(`podSelector: {}\npolicyTypes: [Egress]\negress: [{ to: [${peer}] }]`)]);
    expect(egress('{ podSelector: {} }')('shop/cart', 'shop/sfu:7880')).toBe('refused by network-policy');
    expect(egress('{ ipBlock: { cidr: 10.20.0.0/16 } }')('shop/cart', 'shop/sfu:7880')).toBe(
      'allowed: everything',
    );
  });
});

test('policies of other makers are not guessed', () => {
  const cilium =
    'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: web, namespace: shop }';
  const asked = [...PODS, cilium];
  expect(ask(asked)('ops/probe', 'shop/web:8080')).toBe('unknown');
  expect(why(asked)('ops/probe', 'shop/web:8080')).toContain('CiliumNetworkPolicy shop/web');
});
