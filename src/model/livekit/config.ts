import { z } from 'zod';
import { formatted } from '../settings/formatted.js';
import { ipAddress } from './addresses.js';
import { flag, key, list, port, section, text } from './key.js';
import { ingress, limit } from './limits.js';
import { audio, video } from './media.js';
import {
  agents,
  api,
  debugHandler,
  logging,
  metric,
  nodeStats,
  prometheus,
  psrpc,
  signalRelay,
  trace,
} from './operation.js';
import { redis } from './redis.js';
import { room } from './room.js';
import { nodeSelector, webhook } from './routing.js';
import { rtc } from './rtc.js';
import { turn } from './turn.js';

/**
 * The whole configuration of livekit-server up to 1.13.5 by the form of each key (livekit `pkg/config/config.go` and what it
 * embeds). Keys that it does not have are errors, as they are for its strict parser. What keys say together is checked
 * by `configProblems`, and what an older version lacks by `missingIn`.
 */
export const livekitConfigSchema = z.strictObject({
  port: port(7880),
  bind_addresses: list(formatted(ipAddress)),
  prometheus_port: port(0, { instead: 'prometheus.port' }),
  prometheus,
  debug_handler: debugHandler,
  rtc,
  redis,
  audio,
  video,
  room,
  turn,
  ingress,
  sip: section({}),
  webhook,
  node_selector: nodeSelector,
  key_file: text(),
  keys: key(z.record(z.string(), z.string())),
  region: text(),
  signal_relay: signalRelay,
  psrpc,
  log_level: text('', { instead: 'logging.level' }),
  logging,
  limit,
  agents,
  development: flag(false),
  metric,
  trace,
  node_stats: nodeStats,
  enable_data_tracks: flag(true, { since: '1.9.11' }),
  enable_participant_data_blob: flag(false, { since: '1.13.5' }),
  api,
});

/** A configuration of livekit-server. */
export type LiveKitConfig = z.infer<typeof livekitConfigSchema>;
