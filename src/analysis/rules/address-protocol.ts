import { addressUsesOf, type AddressUse } from '../../mesh/addresses/address-uses.js';
import { namespaceOf } from '../../mesh/workload.js';
import { serviceOf, type ServicePort } from '../../mesh/service.js';
import { formatRef, refOf } from '../../model/manifest.js';
import { resolveAddress } from '../addresses/resolve-address.js';
import { defineRule, type Severity } from '../rule.js';

export const addressProtocol = defineRule({
  id: 'address-protocol',
  severity: 'error',
  what: 'The scheme of an address is not what the port of the Service carries.',
  why: 'One side does not understand the other, or a proxy between them takes the one for the other.',
  fix: 'Write the port that carries the protocol, or correct the name of the port.',

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const seen = new Set<string>();
    for (const use of addressUsesOf(manifest)) {
      const { scheme, port, host } = use;
      const key = `${scheme ?? ''}://${host}:${port ?? ''}`;
      if (scheme === undefined || port === undefined || seen.has(key)) continue;
      seen.add(key);
      const resolved = resolveAddress(mesh, use, namespace);
      if (resolved.is !== 'found' || resolved.host.manifest.kind !== 'Service') continue;
      const { ports } = serviceOf(resolved.host.manifest);
      const found = ports.find(({ number, protocol }) => number === port && protocol === 'TCP');
      const severity = found === undefined ? undefined : mismatch(use, found, ports);
      if (found === undefined || severity === undefined) continue;
      const owner = formatRef(refOf(resolved.host.manifest));
      yield {
        path: use.path,
        within: use.range,
        message: `${scheme}:// calls port ${port} of ${owner}, which is ${found.appProtocol ?? found.name}`,
        severity,
        related: [{ manifest: resolved.host.manifest, path: resolved.host.path, message: 'is called' }],
      };
    }
  },
});

const WEB: ReadonlySet<string> = new Set(['http', 'ws']);
/** What has no requests that a proxy could read, by scheme and by the words in names of ports. */
const STORES: ReadonlyMap<string, string> = new Map([
  ['redis', 'redis'],
  ['rediss', 'redis'],
  ['postgres', 'postgres'],
  ['postgresql', 'postgres'],
  ['mysql', 'mysql'],
  ['mongo', 'mongo'],
  ['mongodb', 'mongo'],
  ['amqp', 'amqp'],
  ['amqps', 'amqp'],
  ['nats', 'nats'],
  ['kafka', 'kafka'],
]);
const HTTP: ReadonlySet<string> = new Set(['http', 'http2', 'grpc']);

function mismatch(use: AddressUse, port: ServicePort, ports: readonly ServicePort[]): Severity | undefined {
  const scheme = use.scheme ?? '';
  const words = (port.appProtocol ?? port.name).toLowerCase().split('-');
  const [word = ''] = words;
  const store = words.map((one) => STORES.get(one)).find((one) => one !== undefined);
  const wanted = STORES.get(scheme);
  if (wanted !== undefined) {
    if (HTTP.has(word)) return 'error';
    return store !== undefined && store !== wanted ? 'error' : undefined;
  }
  if (WEB.has(scheme)) {
    if (store !== undefined && !HTTP.has(word)) return 'error';
    if (word === 'https' || word === 'tls') return 'error';
    if (word === 'tcp') return 'warning';
    return word === 'grpc' && isWeb(use, ports) ? 'error' : undefined;
  }
  if (scheme === 'https' || scheme === 'wss')
    return store !== undefined && !HTTP.has(word) ? 'error' : undefined;
  // Proxies would speak HTTP/1.1 to a port that is called http.
  return scheme === 'grpc' && (store !== undefined || word === 'http') ? 'error' : undefined;
}

/** Clients of gRPC write `http://` too; a path, or a port for the web beside it, tells that the web is meant. */
function isWeb({ rest, name = '', scheme }: AddressUse, ports: readonly ServicePort[]): boolean {
  if (scheme === 'ws' || rest.length > 1) return true;
  const hasOther = ports.some((port) => (port.appProtocol ?? port.name).split('-')[0] === 'http');
  return hasOther && !/grpc|otel|otlp|trac|jaeger/i.test(name);
}
