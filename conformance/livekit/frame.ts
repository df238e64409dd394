import { freePorts } from './free-ports.js';
import type { Random } from './random.js';

export const KEY = 'auralink';
export const SECRET = '0123456789abcdef0123456789abcdef';

type Config = Record<string, unknown>;

/**
 * Puts a configuration into this machine: ports that are free, addresses of loopback, a key, and at random the parts that
 * need one of these.
 */
export async function framed(config: Config, random: Random): Promise<Config> {
  const [port = 0, tcp = 0, udp = 0, metrics = 0, turn = 0, turnTls = 0] = await freePorts(6);
  const range = random.chance(0.3);
  const rtc = typeof config['rtc'] === 'object' ? config['rtc'] : {};
  return {
    ...config,
    port,
    bind_addresses: ['127.0.0.1'],
    keys: { [KEY]: SECRET },
    rtc: {
      ...rtc,
      tcp_port: random.chance(0.2) ? 0 : tcp,
      ...(range
        ? { port_range_start: random.whole(10_000, 12_000), port_range_end: random.whole(12_000, 14_000) }
        : { udp_port: random.chance(0.5) ? udp : `${udp}` }),
      node_ip: '127.0.0.1',
    },
    ...(random.chance(0.5) ? { prometheus: { port: metrics } } : {}),
    ...(random.chance(0.5)
      ? {
          turn: {
            enabled: true,
            domain: 'turn.example.com',
            external_tls: true,
            tls_port: turnTls,
            ...(random.chance(0.5) ? { udp_port: turn } : {}),
            relay_range_start: 20_000,
            relay_range_end: random.whole(20_000, 25_000),
          },
        }
      : {}),
    ...(random.chance(0.3)
      ? { webhook: { api_key: KEY, urls: ['http://hooks.example.com:8080/livekit'] } }
      : {}),
  };
}
