import { describe, expect, it } from 'vitest';
import { withMeshConfig } from '../../../src/mesh/load/mesh-config.js';
import { meshOf } from '../../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../../src/model/assumptions.js';
import type { JsonObject } from '../../../src/model/json.js';
import { walkable } from '../../../src/simulate/request/walkable.js';
import { manifestsOf } from '../set.js';

// What a MeshConfig decides is seen with the real programs in conformance/fixtures; here is what is not modelled.
const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled, team: shop } }
---
apiVersion: v1
kind: Namespace
metadata: { name: bank, labels: { istio-injection: enabled } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { namespace: shop, name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: program, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { namespace: shop, name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { namespace: bank, name: ledger }
spec:
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: program, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { namespace: bank, name: ledger }
spec: { selector: { app: ledger }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { namespace: shop, name: pay }
spec: { hosts: [pay.example.net], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS }
`;

function outcome(
  meshConfig: JsonObject,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const mesh = meshOf(manifestsOf(MESH), withMeshConfig(DEFAULT_ASSUMPTIONS, meshConfig));
  return walkable(mesh).walk({ from: 'shop/web', url, headers }).outcome;
}

const EDGE = { defaultConfig: { connectionSettings: { profile: 'EDGE' } } };
const MERGES = { defaultConfig: { connectionSettings: { httpMergeSlashes: true } } };
const SELECTED = { discoverySelectors: [{ matchLabels: { team: 'shop' } }] };
const HIDDEN = { serviceEntryVisibility: { applyToSidecars: true } };

describe('what a MeshConfig says that is not modelled is unknown', () => {
  it.each<[string, JsonObject, string, string]>([
    ['slashes that connection settings merge', MERGES, 'http://web/a//b', 'unknown'],
    ['but no other path', MERGES, 'http://web/a/b%2Fc?d=//', 'routed'],
    ['escaped slashes at the edge', EDGE, 'http://web/a%2Fb', 'unknown'],
    ['a namespace that is not selected', SELECTED, 'http://ledger.bank/', 'unknown'],
    ['but not one that is', SELECTED, 'http://web/', 'routed'],
    ['a ServiceEntry that may be hidden', HIDDEN, 'http://pay.example.net/', 'unknown'],
    ['but no Service', HIDDEN, 'http://ledger.bank/', 'routed'],
    ['and what is modelled', { enableAutoMtls: false }, 'http://ledger.bank/a//b', 'routed'],
  ])('%s', (_, meshConfig, url, expected) => {
    expect(outcome(meshConfig, url)).toBe(expected);
  });

  it('objects of namespaces that are not selected hold nowhere', () => {
    const rule = `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web, namespace: bank},
      spec: {hosts: [web.shop.svc.cluster.local], http: [{directResponse: {status: 418}}]}}`;
    const statusWith = (meshConfig: JsonObject): number | null => {
      const assumptions = withMeshConfig(DEFAULT_ASSUMPTIONS, meshConfig);
      const mesh = walkable(meshOf(manifestsOf(`${MESH}\n---\n${rule}`), assumptions));
      return mesh.walk({ from: 'shop/web', url: 'http://web/' }).status;
    };
    expect(statusWith({})).toBe(418);
    // Routed: the program answers.
    expect(statusWith(SELECTED)).toBeNull();
  });

  it('headers with underscores', () => {
    expect(outcome(EDGE, 'http://web/', { x_y: '1' })).toBe('unknown');
    expect(outcome(EDGE, 'http://web/', { 'x-y': '1' })).toBe('routed');
    expect(outcome(MERGES, 'http://web/', { x_y: '1' })).toBe('routed');
  });
});
