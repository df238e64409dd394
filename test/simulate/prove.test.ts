import { describe, expect, test } from 'vitest';
import { proofMatrix, proofSummary } from '../../src/report/proof.js';
import { proof, SHOP, texts } from './shop.js';

/** The set with one place changed, which has to be there. */
function changed(...edits: readonly (readonly [string | RegExp, string])[]): string {
  return edits.reduce((text, [from, to]) => {
    const result = text.replace(from, () => to);
    expect(result, `${from} is not in the set`).not.toBe(text);
    return result;
  }, SHOP);
}

/** The set with one document more. */
function extended(document: string): string {
  return `${SHOP}---\n${document}`;
}

describe('a set that does what was declared', () => {
  test('has no problems', () => {
    expect(texts(proof())).toEqual([]);
    expect(proofSummary(proof())).toBe('5 declared calls allowed, 23 other pairs refused, 8 exposed');
  });

  test('every pair is one of three', async () => {
    await expect(proofMatrix(proof())).toMatchFileSnapshot('../../__snapshots__/proof-matrix.md');
  });
});

describe('holes', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'a rule without paths',
      changed([', methods: [POST], paths: ["/shop.Orders/*"]', '']),
      [
        'shop/web → shop/api:9000 is allowed for every method on every path except POST on /shop.Orders/*, which nobody declared.',
      ],
    ],
    [
      'a rule for one more method',
      changed([
        'methods: [POST], paths: ["/shop.Orders/*"]',
        'methods: [POST, GET], paths: ["/shop.Orders/*"]',
      ]),
      ['shop/web → shop/api:9000 is allowed for GET on /shop.Orders/*, which nobody declared.'],
    ],
    [
      'a path that is a prefix by mistake',
      changed(['paths: [/shop.Rooms/Report]', 'paths: ["/shop.Rooms/Report*"]']),
      [
        'shop/sfu → shop/api:9000 is allowed for POST on /shop.Rooms/Report* except POST on /shop.Rooms/Report, which nobody declared.',
      ],
    ],
    [
      'policies of both layers open to other namespaces',
      changed(
        ['from: [{ podSelector: { matchLabels: { app: web } } }, ', 'from: [{ namespaceSelector: {} }, '],
        ['principals: [cluster.local/ns/shop/sa/web]', 'principals: ["cluster.local/ns/*"]'],
      ),
      [
        'istio-system/istio-ingressgateway → shop/api:9000 is allowed for POST on /shop.Orders/*, which nobody declared.',
        'foreign/injected → shop/api:9000 is allowed for POST on /shop.Orders/*, which nobody declared.',
      ],
    ],
    [
      'no identity demanded where plaintext is taken',
      changed(
        ['from: [{ podSelector: { matchLabels: { app: web } } }, ', 'from: [{ namespaceSelector: {} }, '],
        ['ipBlocks: [10.20.0.0/16], notPrincipals: ["*"]', 'notPrincipals: ["*"]'],
      ),
      [
        'foreign/injected → shop/api:9000 is allowed for POST on /shop.Rooms/Report, which nobody declared.',
        'foreign/plaintext → shop/api:9000 is allowed for POST on /shop.Rooms/Report, which nobody declared.',
      ],
    ],
    [
      'a port that passes by the sidecar, open to nodes',
      changed(
        [
          'app: store }, annotations: {}',
          'app: store }, annotations: { traffic.sidecar.istio.io/excludeInboundPorts: "6379" }',
        ],
        [
          '{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 6379 }] }',
          '{ from: [{ podSelector: { matchLabels: { app: api } } }, { ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/12, 10.32.0.0/11, 10.64.0.0/10, 10.128.0.0/9] } }], ports: [{ port: 6379 }] }',
        ],
      ),
      [
        'shop/sfu → shop/store:6379 is allowed for everything, which nobody declared.',
        // Where pods have their addresses is not said, so some may lie in the block.
        ...['istio-system/istio-ingressgateway', 'foreign/injected', 'foreign/plaintext'].map(
          (from) => `${from} → shop/store:6379 is not declared, and whether it is allowed cannot be told.`,
        ),
        'node → shop/store:6379 is allowed for everything, which nobody declared.',
      ],
    ],
    [
      'a route to what is not public, and policies that follow it',
      changed(
        [
          'route: [{ destination: { host: web,',
          'route: [{ destination: { host: web, port: { number: 8080 } } }]\n  - route: [{ destination: { host: api,',
        ],
        ['api, port: { number: 8080 }', 'api, port: { number: 9000 }'],
        [
          'from: [{ podSelector: { matchLabels: { app: web } } }, ',
          'from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: istio-system } } }, { podSelector: { matchLabels: { app: web } } }, ',
        ],
        [
          'principals: [cluster.local/ns/shop/sa/web]',
          'principals: [cluster.local/ns/shop/sa/web, "cluster.local/ns/istio-system/*"]',
        ],
      ),
      [
        'istio-system/istio-ingressgateway → shop/api:9000 is allowed for POST on /shop.Orders/*, which nobody declared.',
        'internet → shop/api:9000 is allowed for POST on /shop.Orders/*, which nobody declared.',
      ],
    ],
    [
      'a Service that opens a pod without sidecar to the world',
      changed(
        ['labels: { app: store }', 'labels: { app: store, sidecar.istio.io/inject: "false" }'],
        ['spec: { selector: { app: store }', 'spec: { type: LoadBalancer, selector: { app: store }'],
        [
          'ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ',
          'ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }, { ipBlock: { cidr: 203.0.113.0/24 } }], ',
        ],
      ),
      ['internet → shop/store:6379 is allowed for everything, which nobody declared.'],
    ],
    [
      'a second Service and port on the network of the node',
      changed([
        'ports: [{ containerPort: 7880 }]',
        'ports: [{ containerPort: 7880 }, { containerPort: 6789 }]',
      ]),
      [
        'shop/sfu',
        'istio-system/istio-ingressgateway',
        'foreign/injected',
        'foreign/plaintext',
        'node',
        'internet',
      ].map((from) => `${from} → shop/sfu:6789 is allowed for everything, which nobody declared.`),
    ],
  ])('%s', (_name, text, expected) => {
    expect(texts(proof(text)).toSorted()).toEqual([...expected].sort());
  });

  test('say what lets the caller through', () => {
    const [problem] = proof(changed([', methods: [POST], paths: ["/shop.Orders/*"]', ''])).problems;
    expect(problem?.why).toBe(
      'NetworkPolicy shop/web spec.egress[0] admits 9000/TCP to shop/api; NetworkPolicy shop/api spec.ingress[0] admits 9000/TCP from shop/web; PeerAuthentication shop/api spec.portLevelMtls["9000"].mode makes the port PERMISSIVE; AuthorizationPolicy shop/api spec.rules[0] allows it.',
    );
  });
});

describe('declared calls that do not get through', () => {
  test.each<[string, string, string, string]>([
    [
      'the caller may not send packets',
      changed([
        '  - { to: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 9000 }] }\n',
        '',
      ]),
      'shop/web → shop/api:9000 is declared for POST on /shop.Orders/*, but refused by network-policy.',
      'NetworkPolicy shop/web spec.egress does not admit 9000/TCP to shop/api, and neither does NetworkPolicy shop/default-deny.',
    ],
    [
      'the callee takes no packets from it',
      changed(['{ podSelector: { matchLabels: { app: web } } }, ', '']),
      'shop/web → shop/api:9000 is declared for POST on /shop.Orders/*, but refused by network-policy.',
      'NetworkPolicy shop/api spec.ingress does not admit 9000/TCP from shop/web, and neither does NetworkPolicy shop/default-deny.',
    ],
    [
      'STRICT cuts off a caller without sidecar',
      changed(['{ "9000": { mode: PERMISSIVE } }', '{ "9001": { mode: PERMISSIVE } }']),
      'shop/sfu → shop/api:9000 is declared for POST on /shop.Rooms/Report, but refused by mtls.',
      'PeerAuthentication shop/api spec.mtls.mode makes the port STRICT, and shop/sfu speaks plaintext.',
    ],
    [
      'no rule names the caller',
      changed(['principals: [cluster.local/ns/shop/sa/web]', 'principals: [cluster.local/ns/shop/sa/site]']),
      'shop/web → shop/api:9000 is declared for POST on /shop.Orders/*, but refused by authorization.',
      'AuthorizationPolicy shop/api spec.rules allows no request of shop/web on port 9000.',
    ],
    [
      'a rule for the port of the Service, not of the pod',
      changed(
        [
          'ports: [{ name: tcp-store, port: 6379 }]',
          'ports: [{ name: tcp-store, port: 80, targetPort: 6379 }]',
        ],
        ['{ ports: ["6379"] }', '{ ports: ["80"] }'],
      ),
      'shop/api → shop/store:6379 is declared for everything, but refused by authorization.',
      'AuthorizationPolicy shop/store spec.rules allows no request of shop/api on port 6379.',
    ],
    [
      'a rule with paths for a TCP port',
      changed(['{ ports: ["6379"] }', '{ ports: ["6379"], paths: ["/*"] }']),
      'shop/api → shop/store:6379 is declared for everything, but refused by authorization.',
      'AuthorizationPolicy shop/store spec.rules allows no request of shop/api on port 6379.',
    ],
    [
      'a path that the rule lacks',
      changed(['methods: [GET, POST], paths: ["/shop/*"]', 'methods: [GET], paths: ["/shop/*"]']),
      'internet → shop/web:8080 is declared for GET, POST on /shop/*, but POST on /shop/* is refused.',
      'VirtualService shop/www spec.http[0] routes to it at Gateway shop/edge; no AuthorizationPolicy with action ALLOW holds for it; no NetworkPolicy governs its egress; NetworkPolicy shop/web spec.ingress[0] admits 8080/TCP from istio-system/istio-ingressgateway; PeerAuthentication shop/default spec.mtls.mode makes the port STRICT; AuthorizationPolicy shop/web spec.rules[0] allows it.',
    ],
    [
      'its sidecar does not know the callee',
      changed(['hosts: [shop/api.shop.svc.cluster.local, ', 'hosts: [shop/api.other.svc.cluster.local, ']),
      'shop/web → shop/api:9000 is declared for POST on /shop.Orders/*, but refused by sidecar.',
      'Sidecar shop/web spec.egress does not know api.shop.svc.cluster.local, and REGISTRY_ONLY blocks what it does not know.',
    ],
    [
      'nothing routes it',
      changed(['gateways: [edge]', 'gateways: [other]']),
      'internet → shop/web:8080 is declared for GET, POST on /shop/*, but refused by no-listener.',
      'No Gateway routes to it, and neither its node nor a Service opens it.',
    ],
    [
      'something decides that is not modelled',
      extended(
        'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: lua, namespace: shop }\nspec: { workloadSelector: { labels: { app: store } } }',
      ),
      'shop/api → shop/store:6379 is declared for everything, and whether it is allowed cannot be told.',
      'It depends on EnvoyFilter shop/lua.',
    ],
  ])('%s', (_name, text, problem, why) => {
    expect(proof(text).problems).toContainEqual(expect.objectContaining({ text: problem, why }));
  });

  test('only from some of the nodes', () => {
    const some = changed(['ipBlocks: [10.20.0.0/16]', 'ipBlocks: [10.20.0.0/17]']);
    expect(texts(proof(some))).toContain(
      'shop/sfu → shop/api:9000 is declared, but allowed only from some addresses.',
    );
  });
});

test('the summary counts problems', () => {
  expect(
    proofSummary(
      proof(
        changed([
          'principals: [cluster.local/ns/shop/sa/web]',
          'principals: [cluster.local/ns/shop/sa/site]',
        ]),
      ),
    ),
  ).toBe('4 declared calls allowed, 23 other pairs refused, 8 exposed, 1 not as declared');
});
