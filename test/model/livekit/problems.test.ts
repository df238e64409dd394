import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../src/constructs/construct-error.js';
import { livekitConfigProblems } from '../../../src/index.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const TURN = { enabled: true, domain: 'turn.example.com', tls_port: 5349, external_tls: true };

const said = (config: unknown, version = '1.13.5'): readonly string[] =>
  livekitConfigProblems(config, version).map(describeProblem);

/** Configurations that livekit-server does not start with, or that do not do what they say. */
const REFUSED: Readonly<Record<string, unknown>> = {
  'an unknown key': { promotheus: { port: 6789 } },
  'an unknown key far inside': { rtc: { congestion_control: { stream_allocator: { probe_mod: 'media' } } } },
  'the block of another program': { aic_protocol: { enabled: false } },
  'a number as text': { port: '7880' },
  'a duration without unit': { psrpc: { timeout: 3000 } },
  'a level that is none': { logging: { level: 'loud' } },
  'one port for two listeners': { port: 7880, rtc: { tcp_port: 7880 }, prometheus: { port: 7880 } },
  'media within the relays': { rtc: { udp_port: 30_001 }, turn: TURN },
  'half a range': { rtc: { port_range_start: 50_000 } },
  'a range backwards': { rtc: { port_range_start: 50_000, port_range_end: 40_000 } },
  'a range and a port': { rtc: { port_range_start: 50_000, port_range_end: 60_000, udp_port: 7882 } },
  'a range in one key, backwards': { rtc: { udp_port: '7892-7882' } },
  'two addresses of one family': { rtc: { node_ip: '203.0.113.7,203.0.113.8' } },
  'an address that is discovered': { rtc: { node_ip: '203.0.113.7', use_external_ip: true } },
  'batches that are never sent': { rtc: { batch_io: { batch_size: 8 } } },
  'TURN without a port': { turn: { enabled: true, domain: 'turn.example.com' } },
  'TURN without a domain': { turn: { enabled: true, tls_port: 5349, external_tls: true } },
  'TURN without a certificate': { turn: { ...TURN, external_tls: false } },
  'TURN that nobody may use': { rtc: { turn_servers: [{ host: 'turn.example.com', port: 3478 }] } },
  'a region that is missing': { node_selector: { kind: 'regionaware' } },
  'a region that is not known': {
    region: 'eu',
    node_selector: { kind: 'regionaware', regions: [{ name: 'us' }] },
  },
  'webhooks that nobody signs': { webhook: { urls: ['http://hooks.example.com/'] } },
  'webhooks signed with no key': {
    keys: { auralink: SECRET },
    webhook: { api_key: 'other', urls: ['http://hooks.example.com/'] },
  },
  'a weak key': { keys: { auralink: 'secret' } },
  'development mode': { development: true },
  'half a login': { prometheus: { port: 6789, username: 'prometheus' } },
  'two kinds of Redis': { redis: { address: 'redis:6379', cluster_addresses: ['redis:6379'] } },
  'timeouts that nobody reads': { redis: { address: 'redis:6379', dial_timeout: 100 } },
  'delays that cannot be': { room: { playout_delay: { enabled: true, min: 200, max: 100 } } },
  'a buffer larger than memory': { signal_relay: { stream_buffer_size: 2_147_483_647 } },
};

describe('a configuration of LiveKit', () => {
  it('may say nothing, and much', () => {
    expect(said({})).toEqual([]);
    expect(
      said({
        port: 7880,
        prometheus: { port: 6789 },
        rtc: { port_range_start: 50_000, port_range_end: 60_000, tcp_port: 7881, use_external_ip: true },
        redis: { address: 'redis:6379', db: 1 },
        turn: TURN,
        region: 'eu',
        node_selector: { kind: 'regionaware', regions: [{ name: 'eu', lat: 50, lon: 8 }] },
        keys: { auralink: SECRET },
        webhook: { api_key: 'auralink', urls: ['https://hooks.example.com/livekit'] },
      }),
    ).toEqual([]);
  });

  it.each(Object.entries(REFUSED))('is refused: %s', async (name, config) => {
    const problems = said(config);
    expect(problems).not.toEqual([]);
    await expect(`${problems.join('\n')}\n`).toMatchFileSnapshot(
      `../../../__snapshots__/errors/livekit/${name.replaceAll(/\W+/g, '-')}.txt`,
    );
  });

  it('may have one number for TCP and for UDP', () => {
    expect(said({ rtc: { tcp_port: 7881, udp_port: 7881 } })).toEqual([]);
  });

  it('never repeats a secret', () => {
    expect(said({ keys: { auralink: 'hunter2' } }).join()).not.toContain('hunter2');
  });
});

describe('the version of LiveKit', () => {
  it('decides which keys there are', () => {
    const trace = { trace: { jaeger_url: 'http://tracing:14268' } };
    expect(said(trace)).toEqual([]);
    expect(said(trace, '1.9.1')).toEqual([
      expect.stringContaining('livekit-server 1.9.1 ends at a key that it does not know'),
    ]);
    expect(said({ room: { create_room_enabled: true } }, '1.9.1')).toEqual([]);
    expect(said({ room: { create_room_enabled: true } })).toEqual([
      expect.stringContaining('no such key after 1.11.0'),
    ]);
  });

  it('finds them in lists too', () => {
    const servers = { rtc: { turn_servers: [{ host: 'a', port: 1, secret: SECRET }] } };
    expect(said(servers)).toEqual([]);
    expect(said(servers, '1.9.1').join()).toContain('rtc.turn_servers[0].secret');
  });
});
