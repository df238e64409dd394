import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Service } from '../world/service.js';

/** What kube-proxy does with connections to the address of a Service: each goes to one of its pods, from where it came. */
export class ClusterAddresses {
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly onward = new Map<string, string>();
  private turn = 0;

  async start(services: readonly Service[]): Promise<void> {
    for (const service of services) {
      const { clusterIp } = service;
      if (clusterIp === undefined) continue;
      for (const port of service.ports) {
        const places = service.pods.flatMap((pod) => {
          const to = port.target(pod);
          return to === undefined ? [] : [{ host: pod.ip, port: to }];
        });
        if (places.length > 0) await this.listen({ host: clusterIp, port: port.number }, places);
      }
    }
  }

  /** The near end of what a connection goes on by, from its far end; both `<address>:<port>`. */
  continuationOf(end: string): string | undefined {
    return this.onward.get(end);
  }

  stop(): void {
    for (const server of this.servers) server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private async listen(address: Place, places: readonly Place[]): Promise<void> {
    const server = createServer((socket) => {
      this.turn += 1;
      const place = places[this.turn % places.length];
      if (place !== undefined) this.join(socket, place);
    });
    server.listen({ host: address.host, port: address.port });
    await once(server, 'listening');
    this.servers.push(server);
  }

  private join(socket: Socket, place: Place): void {
    const { remoteAddress } = socket;
    const onward = connect({
      ...place,
      ...(remoteAddress === undefined ? {} : { localAddress: remoteAddress }),
    });
    const from = `${remoteAddress ?? ''}:${socket.remotePort ?? 0}`;
    onward.on('connect', () =>
      this.onward.set(from, `${onward.localAddress ?? ''}:${onward.localPort ?? 0}`),
    );
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
}
