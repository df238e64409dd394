import { knownHostsOf } from '../../mesh/known-hosts.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { defineRule } from '../rule.js';

export const serviceEntryHostFree = defineRule({
  id: 'service-entry-host-free',
  severity: 'warning',
  what: 'A ServiceEntry has the host of a Service.',
  why: 'One name is then two services, and which ports and endpoints a proxy has for it depends on the order in which Istio reads them.',
  fix: 'Remove the ServiceEntry, or give it another host.',
  kinds: ['networking.istio.io/ServiceEntry'],

  *check(manifest, mesh) {
    const known = knownHostsOf(mesh);
    for (const { host, path } of known.givenBy(manifest)) {
      const service = known.exactly(host).find((other) => other.manifest.kind === 'Service');
      if (service === undefined) continue;
      yield {
        path,
        message: `${formatRef(refOf(service.manifest))} has the host`,
        related: [{ manifest: service.manifest, path: service.path, message: 'has the host' }],
      };
    }
  },
});
