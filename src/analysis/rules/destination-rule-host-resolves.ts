import { fullHost } from '../../mesh/host.js';
import { stringAt } from '../../mesh/fields.js';
import { namespaceOf } from '../../mesh/workload.js';
import { lostHost, severityOf } from '../hosts/lost-host.js';
import { routedHosts } from '../routes/routed-hosts.js';
import { defineRule } from '../rule.js';

export const destinationRuleHostResolves = defineRule({
  id: 'destination-rule-host-resolves',
  severity: 'error',
  what: 'A DestinationRule is for a host that no Service and no ServiceEntry has.',
  why: 'Its limits, outlier detection, TLS settings and subsets apply to no traffic.',
  fix: 'Name a Service: by its short name in its own namespace, or in full as name.namespace.svc.cluster.local.',
  equivalent: ['IST0174', 'KIA0202'],
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const host = stringAt(manifest, 'spec', 'host');
    const namespace = namespaceOf(manifest);
    // A route that leads to it has the same cause, and says so.
    if (host === undefined || routedHosts(mesh).has(fullHost(host, namespace).toLowerCase())) return;
    const lost = lostHost(mesh, host, namespace, []);
    // A wildcard may be for all that comes later.
    if (lost === undefined || (lost.is === 'external' && host.startsWith('*'))) return;
    const { message, fix, related = [] } = lost;
    yield { path: ['spec', 'host'], severity: severityOf(lost), message, fix, related };
  },
});
