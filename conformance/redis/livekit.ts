import { once } from 'node:events';
import { connect } from 'node:net';
import { parseDocument } from 'yaml';
import { livekitServer } from '../programs/livekit-server.js';
import { pathOf, run } from '../run-program.js';
import { freePort } from '../servers/free-port.js';
import { ready, type Server, type Servers } from '../servers/servers.js';
import type { RunningProgram } from '../workloads.js';
import { PASSWORD } from './server.js';

/** A LiveKit server of one run. */
export interface LiveKit {
  readonly server: Server;
  readonly port: number;
  /** The states of all servers that share its Redis. */
  readonly nodes: () => Promise<readonly string[]>;
  /** The status of `GET /`, on which it says whether it is well. */
  readonly health: () => Promise<number>;
  /** Whether the probe of the manifest finds it alive. */
  readonly alive: (probe: unknown) => Promise<boolean>;
}

const FILE = '/etc/livekit/livekit.yaml';
const ENV = { LIVEKIT_KEYS: `auralink: ${'k'.repeat(40)}`, REDIS_PASSWORD: PASSWORD };

/**
 * Starts a server with the file of its pods: Redis, ports and addresses are those of this run, and it has no TURN.
 * @param redis keys of the block `redis` that are others in this run
 */
export async function startLiveKit(
  servers: Servers,
  program: RunningProgram,
  name: string,
  redis: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
): Promise<LiveKit> {
  const [port, udp, metrics] = await Promise.all([freePort(), freePort(), freePort()]);
  const config = parseDocument(program.files.get(FILE) ?? '');
  for (const [key, value] of Object.entries(redis)) config.setIn(['redis', key], value);
  config.set('port', port);
  config.set('bind_addresses', ['127.0.0.1']);
  config.setIn(['prometheus', 'port'], metrics);
  config.delete('turn');
  config.set('rtc', {
    udp_port: udp,
    tcp_port: 0,
    node_ip: '127.0.0.1',
    interfaces: { includes: ['lo'] },
    enable_loopback_candidate: true,
  });
  const file = servers.file(`${name}.yaml`, config.toString());
  const server = servers.start(name, pathOf(livekitServer), ['--config', file], {
    env: { ...ENV, ...env },
    asSelf: true,
  });
  const health = async (): Promise<number> => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/`)).status;
    } catch {
      return 0;
    }
  };
  await ready('livekit-server', server, async () => (await health()) === 200);
  return {
    server,
    port,
    health,
    nodes: async () => {
      const { stdout } = await run(pathOf(livekitServer), ['list-nodes', '--config', file], {
        env: { ...ENV, ...env },
      });
      return stdout.match(/\b(?:SERVING|SHUTTING_DOWN|STARTING_UP)\b/g) ?? [];
    },
    alive: async (probe) => {
      if (typeof probe !== 'object' || probe === null) return false;
      return 'tcpSocket' in probe ? accepts(port) : (await health()) === 200;
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
