import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../src/model/assumptions.js';

/** One application of a namespace in which there are others: what it needs of them is not in its repository. */
const CART = `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec:
      serviceAccountName: shop
      containers:
        - name: cart
          image: 'cart:1.0.0'
          env: [{name: PAY_URL, value: 'http://pay:80'}]
          envFrom: [{configMapRef: {name: shop}}]
          volumeMounts: [{name: files, mountPath: /files}]
      volumes: [{name: files, persistentVolumeClaim: {claimName: files}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [public]
  http:
    - match: [{uri: {prefix: /pay}}]
      route: [{destination: {host: HOST}}]
    - route: [{destination: {host: cart}}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/pay]}}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart, namespace: shop}
spec:
  podSelector: {matchLabels: {app: cart}}
  ingress: [{from: [{podSelector: {matchLabels: {app: pay}}}]}]
`;

function said(text: string, sharedNamespaces: readonly string[]): readonly string[] {
  const { manifests } = loadSet([{ file: 'a.yaml', bytes: new TextEncoder().encode(text) }]);
  const { findings } = analyze(meshOf(manifests, { ...DEFAULT_ASSUMPTIONS, sharedNamespaces }));
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, severity }) => `${severity} ${rule}`);
}

describe('a namespace that is shared with others', () => {
  it('lacks nothing', () => {
    expect(said(CART.replace('HOST', 'pay'), ['shop'])).toEqual([]);
  });

  it('lacks all that the set does not have, if nobody says that it is shared', () => {
    expect(said(CART.replace('HOST', 'pay'), ['bank'])).toEqual(
      expect.arrayContaining([
        'error virtual-service-destination-resolves',
        'error network-policy-selects',
        'error address-host-exists',
      ]),
    );
  });

  it('has hosts that are nearly those of the set', () => {
    expect(said(CART.replace('HOST', 'cart-svc'), ['shop'])).toEqual([]);
    expect(said(CART.replace('HOST', 'catr'), ['shop'])).toEqual([
      'warning virtual-service-destination-resolves',
    ]);
  });
});
