import { at, itemsAt, stringAt } from '../../mesh/fields.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { WorkloadPort } from '../../mesh/service-index.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { acceptedTls } from '../policies/accepted-tls.js';
import { holdsFor, namesPort, policyPorts, portWords } from '../policies/policy-ports.js';
import { defineRule, type RelatedPlace } from '../rule.js';

const FIELD = /^(not)?(?:principals|namespaces|serviceAccounts|trustDomains)$/i;
const ATTRIBUTE = /^source\.(?:principal|namespace|serviceAccount|trustDomain)$/;

// https://istio.io/latest/docs/reference/config/security/authorization-policy/ ("This field requires mTLS enabled").
export const authorizationPolicyIdentityKnown = defineRule({
  id: 'authorization-policy-identity-known',
  severity: 'error',
  what: 'A policy asks who the caller is, and a PeerAuthentication switches mutual TLS off for its workload.',
  why: 'Identities come from the certificates of mutual TLS: without it a principal, namespace or account matches nobody, and its negation everybody.',
  fix: 'Let the PeerAuthentication be STRICT or PERMISSIVE there, or ask for addresses (ipBlocks).',
  equivalent: ['KIA0105'],
  differs:
    'Kiali wants it of workloads and namespaces as a whole; here it is each port that the rule holds for.',
  kinds: ['security.istio.io/AuthorizationPolicy'],

  *check(manifest, mesh) {
    const found = policyPorts(manifest, mesh);
    if (found === undefined) return;
    for (const rule of found.policy.rules) {
      const path = identityField(manifest, rule.path);
      if (path === undefined) continue;
      const plain = found.ports.filter((port) => acceptedTls(mesh, port)?.mode === 'DISABLE');
      const held = found.ports.filter(({ number }) => holdsFor(rule, number));
      // What it holds for beside such a port may be why it asks.
      const port =
        plain.find(({ number }) => namesPort(rule, number)) ??
        (held.every((one) => plain.includes(one)) ? held[0] : undefined);
      if (port === undefined) continue;
      const whom = isNegated(path) ? 'everybody' : 'nobody';
      yield {
        path,
        message: `matches ${whom} at ${portWords(port)}, which takes plaintext only`,
        related: reasonOf(mesh, port),
      };
    }
  },
});

function identityField(manifest: Manifest, rule: FieldPath): FieldPath | undefined {
  for (const i of itemsAt(manifest, ...rule, 'from').keys()) {
    const source: FieldPath = [...rule, 'from', i, 'source'];
    const name = Object.keys(at(manifest, ...source) ?? {}).find((field) => FIELD.test(field));
    if (name !== undefined) return [...source, name];
  }
  for (const [i, when] of itemsAt(manifest, ...rule, 'when').entries())
    if (ATTRIBUTE.test(stringAt(when, 'key') ?? ''))
      return [...rule, 'when', i, itemsAt(when, 'values').length > 0 ? 'values' : 'notValues'];
  return undefined;
}

function isNegated(path: FieldPath): boolean {
  return String(path.at(-1)).startsWith('not');
}

function reasonOf(mesh: Mesh, port: WorkloadPort): readonly RelatedPlace[] {
  const resource = acceptedTls(mesh, port)?.resource;
  const [policy] = resource === undefined ? [] : mesh.manifests.same(resource);
  return policy === undefined
    ? []
    : [{ manifest: policy, path: ['spec'], message: 'switches mutual TLS off' }];
}
