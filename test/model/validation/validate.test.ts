import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { describe, expect, it, test } from 'vitest';
import { formatPath } from '../../../src/model/field-path.js';
import { isManifest, type Manifest } from '../../../src/model/manifest.js';
import { REFUSALS } from '../../../src/model/validation/complaint.js';
import { webhookComplaints } from '../../../src/model/validation/validate.js';

const SEEDS = new URL('../../../conformance/mutants/seeds/istio.yaml', import.meta.url);
const seeds: readonly Manifest[] = loadAll(readFileSync(SEEDS, 'utf8')).filter(isManifest);

// `npm run conformance -- --only mutants` asks istiod's own code; these are a few of its answers.
describe('what the webhook refuses', () => {
  it.each(seeds.map((seed) => [`${seed.kind} ${seed.metadata.name}`, seed] as const))('not %s', (_, seed) => {
    expect(webhookComplaints(seed).filter(({ code }) => REFUSALS.has(code))).toEqual([]);
  });

  test.each([
    ['VirtualService', { hosts: ['a.b'], http: [{}] }, 'spec.http[0].route'],
    ['VirtualService', { hosts: ['*'], http: [{ redirect: { uri: '/' } }] }, 'spec.hosts[0]'],
    [
      'Gateway',
      { servers: [{ hosts: ['short'], port: { number: 80, protocol: 'HTTP', name: 'a' } }] },
      'spec.servers[0].hosts[0]',
    ],
    [
      'DestinationRule',
      { host: 'a', trafficPolicy: { tls: { mode: 'SIMPLE', credentialName: 'configmap://ca' } } },
      'spec.trafficPolicy.tls.credentialName',
    ],
    ['Sidecar', { egress: [{ hosts: ['reviews'] }] }, 'spec.egress[0].hosts[0]'],
  ])('a field of a %s', (kind, spec, path) => {
    const manifest = { apiVersion: 'networking.istio.io/v1', kind, metadata: { name: 'a' }, spec };
    const refused = webhookComplaints(manifest).filter(({ code }) => REFUSALS.has(code));
    expect(refused.map((complaint) => formatPath(complaint.path))).toEqual([path]);
  });
});
