import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Ports that the system gives, free for TCP and for UDP alike when they were asked for. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const taken = await Promise.all(Array.from({ length: count }, freePort));
  return taken;
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = await tcpPort();
    if (await isFreeForUdp(port)) return port;
  }
}

function tcpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

function isFreeForUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.on('error', () => {
      resolve(false);
    });
    socket.bind(port, () => {
      socket.close(() => {
        resolve(true);
      });
    });
  });
}
