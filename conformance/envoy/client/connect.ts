import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';

/** A connection to make. */
export interface Route {
  /** Where to connect to on this machine. */
  readonly ip: string;
  readonly port: number;
  /** The address of this machine that the connection comes from. */
  readonly local: string;
  /** For a proxy: who connects, and where to. */
  readonly proxied?: {
    readonly source: string;
    readonly sourcePort: number;
    readonly destination: string;
    readonly destinationPort: number;
  };
}

/** Connects, and says where the connection comes from and goes to, as the kernel would. */
export async function connect({ ip, port, local, proxied }: Route): Promise<Socket> {
  const socket = connectTcp({ host: ip, port, localAddress: local, noDelay: true });
  await once(socket, 'connect');
  if (proxied !== undefined) {
    const { source, sourcePort, destination, destinationPort } = proxied;
    socket.write(`PROXY TCP4 ${source} ${destination} ${sourcePort} ${destinationPort}\r\n`);
  }
  return socket;
}
