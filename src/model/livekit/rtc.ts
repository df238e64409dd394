import { z } from 'zod';
import { formatted } from '../settings/formatted.js';
import { cidrBlock, hostAndPort, nodeIp, portOrRange } from './addresses.js';
import { congestionControl } from './congestion.js';
import { choice, flag, key, list, port, section, text, textOf, time, whole } from './key.js';

const range = { error: `expected ${portOrRange.expected}` };
const udpPort = z.union([z.int(), z.string()], range).refine((value) => portOrRange.accepts(value), range);

function included<T extends z.ZodType>(item: T) {
  return section({ includes: list(item), excludes: list(item) });
}

/** TURN servers of others, which are told to the participants. */
const turnServer = z.strictObject({
  host: text(),
  port: port(0),
  protocol: choice(['udp', 'tcp', 'tls'], { default: 'tcp' }),
  username: text(),
  credential: text(),
  secret: text('', { since: '1.9.11' }),
  secret_file: text('', { since: '1.13.5' }),
  ttl: whole(14_400, { unit: 'seconds', since: '1.9.11' }),
});

/** `rtc`: ports, addresses and what is done with packets. */
export const rtc = section({
  udp_port: key(udpPort),
  tcp_port: port(7881),
  port_range_start: port(0),
  port_range_end: port(0),
  use_stun_port_as_ice: flag(false, { since: '1.9.11' }),
  node_ip: textOf(nodeIp),
  stun_servers: list(formatted(hostAndPort)),
  use_external_ip: flag(false),
  skip_external_ip_validation: flag(false, { since: '1.13.5' }),
  advertise_internal_ip: flag(false, { since: '1.13.5' }),
  use_ice_lite: flag(false),
  interfaces: included(z.string()),
  ips: included(formatted(cidrBlock)),
  enable_loopback_candidate: flag(false),
  use_mdns: flag(false),
  external_ip_only: flag(false),
  batch_io: section({ batch_size: whole(0, { max: 1024, unit: 'packets' }), max_flush_interval: time('0s') }),
  sctp_min_cwnd: whole(0, { unit: 'bytes', since: '1.9.11' }),
  sctp_fast_rtx_wnd: whole(0, { unit: 'bytes', since: '1.9.11' }),
  sctp_cwnd_ca_step: whole(0, { unit: 'bytes', since: '1.9.11' }),
  host_acceptance_min_wait: time('0s', { since: '1.13.5' }),
  srflx_acceptance_min_wait: time('0s', { since: '1.13.5' }),
  prflx_acceptance_min_wait: time('0s', { since: '1.13.5' }),
  relay_acceptance_min_wait: time('0s', { since: '1.13.5' }),
  force_tcp: flag(false),
  turn_servers: list(turnServer),
  strict_acks: flag(false, { instead: 'nothing' }),
  packet_buffer_size: whole(500, { unit: 'packets', instead: 'packet_buffer_size_video' }),
  packet_buffer_size_video: whole(500, { unit: 'packets' }),
  packet_buffer_size_audio: whole(200, { unit: 'packets' }),
  pli_throttle: section({ low_quality: time('500ms'), mid_quality: time('1s'), high_quality: time('1s') }),
  congestion_control: congestionControl,
  allow_tcp_fallback: flag(true),
  tcp_fallback_rtt_threshold: whole(0, { unit: 'milliseconds', since: '1.13.5' }),
  allow_udp_unstable_fallback: flag(false, { since: '1.13.5' }),
  reconnect_on_publication_error: flag(true),
  reconnect_on_subscription_error: flag(true),
  reconnect_on_data_channel_error: flag(true),
  data_channel_max_buffered_amount: whole(0, { unit: 'bytes', instead: 'datachannel_slow_threshold' }),
  datachannel_slow_threshold: whole(0, { unit: 'bytes per second' }),
  datachannel_lossy_target_latency: time('0s', { since: '1.9.11' }),
  datachannel_data_track_target_latency: time('100ms', { since: '1.13.5' }),
  forward_stats: section({
    summary_interval: time('0s'),
    report_interval: time('0s'),
    report_window: time('0s'),
  }),
  enable_rtp_stream_restart_detection: flag(false, { since: '1.9.11' }),
});
