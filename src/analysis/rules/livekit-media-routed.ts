import { at, itemsAt, numberAt, stringAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import { livekitContainers, setting } from '../../mesh/livekit-server.js';
import type { Mesh } from '../../mesh/mesh.js';
import { namespaceOf } from '../../mesh/workload.js';
import { defineRule } from '../rule.js';

export const livekitMediaRouted = defineRule({
  id: 'livekit-media-routed',
  severity: 'error',
  what: 'A VirtualService routes to the port of a LiveKit server for media over TCP.',
  why: 'Participants connect to the address that the server tells them, its own, and never to a gateway; no media takes the route.',
  fix: 'Open the port on the node, or let media in through TURN over TLS, which a gateway can pass through.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest, mesh) {
    for (const protocol of ['http', 'tls', 'tcp']) {
      for (const [i, route] of itemsAt(manifest, 'spec', protocol).entries()) {
        for (const [j, one] of itemsAt(route, 'route').entries()) {
          const host = stringAt(one, 'destination', 'host');
          const port = numberAt(at(one, 'destination'), 'port', 'number');
          if (host === undefined || port === undefined) continue;
          if (isMedia(mesh, fullHost(host, namespaceOf(manifest)), port))
            yield {
              path: ['spec', protocol, i, 'route', j, 'destination', 'port', 'number'],
              message: `port ${port} of ${host} is rtc.tcp_port of a LiveKit server`,
            };
        }
      }
    }
  },
});

function isMedia(mesh: Mesh, host: string, port: number): boolean {
  return mesh.services.resolve(host, port).some(({ workload, number }) => {
    const [manifest] = workload.ref === undefined ? [] : mesh.manifests.same(workload.ref);
    return (
      manifest !== undefined &&
      livekitContainers(manifest, mesh).some(
        (one) => one.settings?.config !== undefined && number === (setting(one, 'rtc', 'tcp_port') ?? 7881),
      )
    );
  });
}
