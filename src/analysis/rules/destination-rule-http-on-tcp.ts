import { at, itemsAt, stringAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { hostPorts, isBytes } from '../hosts/host-ports.js';
import { routedHosts } from '../routes/routed-hosts.js';
import { defineRule } from '../rule.js';

/** `http1MaxPendingRequests` and `idleTimeout` hold for connections of TCP, too. */
const OF_REQUESTS = [
  ['connectionPool', 'http', 'http2MaxRequests'],
  ['connectionPool', 'http', 'maxRequestsPerConnection'],
  ['connectionPool', 'http', 'maxRetries'],
  ['connectionPool', 'http', 'maxConcurrentStreams'],
  ['connectionPool', 'http', 'h2UpgradePolicy'],
  ['connectionPool', 'http', 'useClientProtocol'],
  ['connectionPool', 'http', 'http2KeepAlive'],
  ['loadBalancer', 'consistentHash', 'httpHeaderName'],
  ['loadBalancer', 'consistentHash', 'httpCookie'],
  ['loadBalancer', 'consistentHash', 'httpQueryParameterName'],
] as const;

export const destinationRuleHttpOnTcp = defineRule({
  id: 'destination-rule-http-on-tcp',
  severity: 'error',
  what: 'A DestinationRule has settings of requests for a host that has only TCP ports.',
  why: 'Proxies carry the bytes of such a port without looking for requests: there is nothing to count, and no header or cookie to choose an endpoint by.',
  fix: 'Use settings of `tcp` and `useSourceIp`, or, if the port does carry HTTP, name it so: `http-`, `grpc-` or `appProtocol`.',
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const [found, ...others] = policiesOf(manifest).flatMap((path) =>
      OF_REQUESTS.map((field) => [...path, ...field]).filter((field) => at(manifest, ...field) !== undefined),
    );
    if (found === undefined) return;
    const namespace = namespaceOf(manifest);
    const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespace).toLowerCase();
    const answer = hostPorts(mesh, host, namespace);
    // A gateway that reads requests sends them as such, whatever the port is called.
    const isRouted = (routedHosts(mesh).get(host) ?? []).some(({ field }) => field.kind === 'http');
    if (isRouted || answer?.ports.every(({ protocol }) => isBytes(protocol)) !== true) return;
    yield {
      path: found,
      message: `has no effect: ${host} has only TCP ports`,
      related: [
        { manifest: answer.known.manifest, path: ['spec', 'ports'], message: 'has the ports' },
        ...others.map((path) => ({ manifest, path, message: 'has no effect either' })),
      ],
    };
  },
});

function policiesOf(manifest: Manifest): readonly FieldPath[] {
  const subsets = itemsAt(manifest, 'spec', 'subsets').map((_, i) => ['spec', 'subsets', i, 'trafficPolicy']);
  return [['spec', 'trafficPolicy'], ...subsets].flatMap((path) => [
    path,
    ...itemsAt(manifest, ...path, 'portLevelSettings').map((_, i) => [...path, 'portLevelSettings', i]),
  ]);
}
