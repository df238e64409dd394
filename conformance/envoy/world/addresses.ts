import { createServer, type Server } from 'node:net';

const FIRST = 64;
const LAST = 126;
/** A port that nobody else has a reason to listen on at such an address. */
const GUARD_PORT = 15999;

/**
 * The addresses of one mesh. All of 127.0.0.0/8 is the loopback interface, so that each pod has an address of its
 * own, on which its ports are the real ones. A run has one block of it, and a second run beside it another.
 */
export class Addresses {
  private readonly used = { pod: 0, service: 0, external: 0 };

  private constructor(
    private readonly block: number,
    private readonly guard: Server,
  ) {}

  /** Takes a block that nobody uses, until `release`. */
  static async take(): Promise<Addresses> {
    for (let block = FIRST; block <= LAST; block += 1) {
      const guard = await listening(`127.${block}.0.1`, GUARD_PORT);
      if (guard !== undefined) return new Addresses(block, guard);
    }
    throw new Error(`all blocks from 127.${FIRST}.0.0/16 to 127.${LAST}.0.0/16 are in use`);
  }

  release(): void {
    this.guard.close();
  }

  /** For the administration of proxies, which are not a part of the mesh. */
  get outside(): string {
    return `127.${this.block}.0.1`;
  }

  /** An address for each pod, node or program outside of the mesh: something listens there. */
  next(kind: 'pod' | 'service' | 'external'): string {
    this.used[kind] += 1;
    const number = this.used[kind];
    const third = { pod: 1, service: 96, external: 192 }[kind] + Math.floor(number / 250);
    return `127.${this.block}.${third}.${(number % 250) + 1}`;
  }

  /** Whether an address is one of this mesh. */
  owns(address: string): boolean {
    return address.startsWith(`127.${this.block}.`);
  }
}

function listening(host: string, port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ host, port }, () => {
      server.unref();
      resolve(server);
    });
  });
}
