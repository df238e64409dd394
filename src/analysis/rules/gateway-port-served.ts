import { targetNumber } from '../../mesh/service.js';
import { keyOf, serversByGateway, waysTo } from '../gateways.js';
import { defineRule } from '../rule.js';

/** Of the Service of the gateway in the profiles of Istio, with the ports of its pods. */
const INSTALLED: ReadonlySet<number> = new Set([80, 443, 8080, 8443, 15021, 15443, 31400]);

export const gatewayPortServed = defineRule({
  id: 'gateway-port-served',
  severity: 'warning',
  what: 'A server of a Gateway has a port that the Service of the gateway does not have.',
  why: 'The proxy listens there, and nobody outside of the cluster gets to it.',
  fix: 'Add the port to the Service of the gateway, or use one that it has.',
  equivalent: ['IST0162'],
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const reported = new Set<number>();
    for (const { workload, port, path } of serversByGateway(mesh).get(keyOf(manifest)) ?? []) {
      const ways = waysTo(mesh).get(workload.id) ?? [];
      const isOutside = workload.ref === undefined;
      if (port === 0 || reported.has(port) || workload.hostNetwork || (ways.length === 0 && !isOutside))
        continue;
      if (workload.containerPorts.some((it) => it.number === port && it.hostPort !== undefined)) continue;
      const ports = ways
        .filter((way) => way.port.protocol === 'TCP')
        .flatMap((way) => [way.port.number, targetNumber(way.port, workload)]);
      if (ways.length === 0 ? INSTALLED.has(port) : ports.includes(port)) continue;
      reported.add(port);
      const known = ways.length === 0 ? [80, 443] : [...new Set(ways.map((way) => way.port.number))];
      yield {
        path: [...path, 'port', 'number'],
        message: `the Service of ${workload.id} has no port ${port}${isOutside ? ', as it is installed by default' : ''}`,
        fix: `its ports are ${known.join(', ')}`,
      };
    }
  },
});
