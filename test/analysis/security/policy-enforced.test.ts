import { describe, expect, it } from 'vitest';
import { analyzeText } from '../fixtures.js';
import { NAMESPACES, found, security, workload } from './sets.js';

describe('policies that no proxy asks', () => {
  const all = "{action: DENY, rules: [{to: [{operation: {ports: ['9000']}}]}]}";

  it('are one finding for a namespace', () => {
    const { findings } = analyzeText(
      [
        NAMESPACES,
        workload('cart', 'old'),
        security('AuthorizationPolicy', all, 'a', 'old'),
        security('PeerAuthentication', '{mtls: {mode: STRICT}}', 'b', 'old'),
      ].join('\n---\n'),
    );
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'policy-enforced: holds for nobody: the pods of old/cart have no sidecar',
    ]);
    expect(findings[0]?.related.map(({ message }) => message)).toEqual([
      'holds for nobody either, as old/cart has no sidecar',
    ]);
  });

  it('are asked by another workload, or may be by a virtual machine', () => {
    const bare = workload('cart', 'shop', '{}', ", sidecar.istio.io/inject: 'false'");
    const policy = security('AuthorizationPolicy', all, 'a');
    expect(found(bare, policy)).toEqual([
      'error policy-enforced: holds for nobody: the pods of shop/cart have no sidecar',
    ]);
    expect(found(bare, workload('web'), policy)).toEqual([]);
    const machine = `{apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: {name: vm, namespace: shop}, spec: {address: 10.0.0.1, labels: {app: vm}}}`;
    expect(found(bare, machine, policy)).toEqual([]);
  });

  it('refuse nothing where they take everything', () => {
    expect(
      found(
        workload('cart', 'old'),
        security('PeerAuthentication', '{mtls: {mode: PERMISSIVE}}', 'default', 'old'),
      ),
    ).toEqual([]);
  });
});
