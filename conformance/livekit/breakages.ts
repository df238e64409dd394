import { KEY } from './frame.js';

type Config = Readonly<Record<string, unknown>>;

/** A way to make a good configuration a bad one. */
export interface Breakage {
  readonly name: string;
  readonly edit: (config: Config) => Config;
  /** Why we refuse what livekit-server starts with; without it both refuse. */
  readonly stricter?: string;
}

/** A copy in which the value at a path, written `a.b`, is another. */
export function changed(config: Config, path: string, value: unknown): Config {
  const [name = '', ...rest] = path.split('.');
  const inner = config[name];
  const map = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : {};
  return { ...config, [name]: rest.length === 0 ? value : changed(map, rest.join('.'), value) };
}

function setting(path: string, value: unknown, stricter?: string): Breakage {
  const name = `${path}: ${JSON.stringify(value)}`;
  const edit = (config: Config): Config => changed(config, path, value);
  return stricter === undefined ? { name, edit } : { name, edit, stricter };
}

function port(config: Config): unknown {
  return config['port'];
}

const TURN = { enabled: true, domain: 'turn.example.com', tls_port: 5349, external_tls: true };
const SELECTOR = 'node_selector';

const BOTH_REFUSE: readonly Breakage[] = [
  setting('promotheus', { port: 6789 }),
  setting('aic_protocol', { enabled: false }),
  setting('rtc.udp_prot', 7882),
  setting('rtc.congestion_control.stream_allocator.probe_mod', 'media'),
  setting('room.enabled_codecs', [{ mime: 'audio/opus', fmtp: '' }]),
  setting('rtc', []),
  setting('rtc.tcp_port', '7881'),
  setting('rtc.tcp_port', -1),
  setting('rtc.tcp_port', 70_000),
  setting('port', 'http'),
  setting('port', 70_000),
  setting('audio.active_level', 256),
  setting('audio.active_level', -1),
  setting('room.auto_create', 'perhaps'),
  setting('room.max_participants', 'many'),
  setting('room.empty_timeout', '5m'),
  setting('room.enabled_codecs', 'audio/opus'),
  setting('psrpc.timeout', 3000),
  setting('psrpc.timeout', 'soon'),
  setting('psrpc.timeout', '3 s'),
  setting('keys', ['a']),
  setting('limit.bytes_per_sec', 'fast'),
  setting('rtc.udp_port', '7892-7882'),
  setting('rtc.udp_port', 'seven'),
  setting('rtc.ips', { includes: ['10.0.0.0/33'] }),
  {
    name: 'a range of media ports that ends before it begins',
    edit: (config) =>
      changed(config, 'rtc', {
        port_range_start: 14_000,
        port_range_end: 13_000,
        tcp_port: 0,
        node_ip: '127.0.0.1',
      }),
  },
  setting('turn', { enabled: true, domain: 'turn.example.com' }),
  setting('turn', { ...TURN, domain: undefined }),
  setting('turn', { ...TURN, domain: 'localhost' }),
  setting('turn', { ...TURN, external_tls: false }),
  setting(SELECTOR, { kind: 'nearest' }),
  {
    name: 'region-aware without a region',
    edit: (config) => ({ ...config, region: undefined, [SELECTOR]: { kind: 'regionaware' } }),
  },
  {
    name: 'region-aware, in a region that is not in the list',
    edit: (config) => ({
      ...config,
      region: 'eu',
      [SELECTOR]: { kind: 'regionaware', regions: [{ name: 'us', lat: 1, lon: 1 }] },
    }),
  },
  setting('webhook', { api_key: 'nobody', urls: ['http://hooks.example.com/'] }),
  setting('webhook', { urls: ['http://hooks.example.com/'] }),
  {
    name: 'metrics on the port of the API',
    edit: (config) => changed(config, 'prometheus.port', port(config)),
  },
  { name: 'ICE/TCP on the port of the API', edit: (config) => changed(config, 'rtc.tcp_port', port(config)) },
  {
    name: 'TURN/TLS on the port of the API',
    edit: (config) =>
      changed(changed(config, 'bind_addresses', ['0.0.0.0']), 'turn', { ...TURN, tls_port: port(config) }),
  },
  {
    name: 'TCP forced and switched off',
    edit: (config) => changed(changed(config, 'rtc.force_tcp', true), 'rtc.tcp_port', 0),
  },
];

const COERCED = 'Go’s YAML turns it into the type of the key';
const IGNORED = 'livekit-server ignores it, silently';

const STRICTER: readonly Breakage[] = [
  setting('psrpc.timeout', '-3s', 'a time is not negative'),
  setting('room.auto_create', 'yes', COERCED),
  setting('region', 7, COERCED),
  setting('room.max_participants', 2.5, COERCED),
  setting('room', null, COERCED),
  setting('keys', { [KEY]: 'secret' }, 'livekit-server only logs that the secret is too short'),
  setting('prometheus', { username: 'prometheus' }, 'livekit-server then asks for no password at all'),
  setting(`${SELECTOR}.sort_by`, 'distance', 'it fails with the first room'),
  setting('logging.pion_level', 'loud', IGNORED),
  setting('rtc.turn_servers', [{ host: 'turn.example.com', port: 3478 }], 'participants cannot log in there'),
  setting('room.playout_delay', { enabled: true, min: 200, max: 100 }, 'no delay is within'),
  setting('room.enabled_codecs', [{ mime: 'video/VP7' }], IGNORED),
  setting('signal_relay', { min_retry_interval: '9s', max_retry_interval: '4s' }, 'no interval is within'),
  {
    name: 'a media port beside a range of them',
    edit: (config) =>
      changed(config, 'rtc', {
        ...{ udp_port: 7882, port_range_start: 13_000, port_range_end: 14_000 },
        ...{ tcp_port: 0, node_ip: '127.0.0.1' },
      }),
    stricter: IGNORED,
  },
  {
    name: 'relays among the media ports',
    edit: (config) =>
      changed(
        changed(config, 'rtc', {
          port_range_start: 10_000,
          port_range_end: 21_000,
          tcp_port: 0,
          node_ip: '127.0.0.1',
        }),
        'turn',
        { enabled: true, udp_port: 40_123, relay_range_start: 20_000, relay_range_end: 21_000 },
      ),
    stricter: 'it fails with the participant that gets a port for the second time',
  },
];

export const breakages: readonly Breakage[] = [...BOTH_REFUSE, ...STRICTER];
