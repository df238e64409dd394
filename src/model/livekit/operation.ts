import { z } from 'zod';
import { choice, flag, goDuration, key, list, port, ratio, section, text, time, whole } from './key.js';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** Buffers are made whole when the server starts: two thousand million places are more memory than it gets. */
const MOST_BUFFERED = 1_000_000;

/** `prometheus`: metrics, which are served on every path of the port. */
export const prometheus = section({ port: port(0), username: text(), password: text() });

/** `debug_handler`: profiles of the Go runtime, on a port of their own. */
export const debugHandler = section({ port: port(0) }, { since: '1.13.5' });

/** `logging`. */
export const logging = section({
  json: flag(false),
  level: choice(LEVELS),
  sample: flag(false),
  component_levels: key(z.record(z.string(), z.enum(LEVELS))),
  sample_initial: whole(0),
  sample_interval: whole(0),
  item_sample_seconds: whole(0, { unit: 'seconds' }),
  item_sample_initial: whole(0),
  item_sample_interval: whole(0),
  pion_level: choice(LEVELS, { default: 'error' }),
});

/** `signal_relay`: signalling that arrives at another server than the room's. */
export const signalRelay = section({
  retry_timeout: time('7.5s'),
  min_retry_interval: time('500ms'),
  max_retry_interval: time('4s'),
  stream_buffer_size: whole(1000, { max: MOST_BUFFERED, unit: 'messages' }),
  connect_attempts: whole(3),
});

/** `psrpc`: calls between the servers, over Redis. */
export const psrpc = section({
  max_attempts: whole(3),
  timeout: time('3s'),
  backoff: time('2s'),
  buffer_size: whole(1000, { max: MOST_BUFFERED, unit: 'messages' }),
});

/** `agents`. */
export const agents = section(
  {
    enable_user_data_recording: flag(false),
    enable_user_data_redaction: flag(false, { since: '1.13.5' }),
    target_load: ratio(0.7, { since: '1.11.0' }),
  },
  { since: '1.9.11' },
);

/** `metric`: what participants report of their calls. */
export const metric = section({
  timestamper_config: section({
    one_way_delay_estimator_min_interval: time('5s'),
    one_way_delay_estimator_max_batch: whole(100),
  }),
  collector: section({
    sampling_interval_ms: whole(3000, { unit: 'milliseconds' }),
    batch_interval_ms: whole(10_000, { unit: 'milliseconds' }),
  }),
  reporter: section({ reporting_interval_ms: whole(10_000, { unit: 'milliseconds' }) }),
});

/** `trace`: where spans go. */
export const trace = section({ jaeger_url: text() }, { since: '1.9.11' });

/** `node_stats`: how the load of a server is measured. */
export const nodeStats = section(
  {
    stats_update_interval: time('2s'),
    stats_rate_measurement_intervals: list(goDuration, { default: ['10s'] }),
    stats_max_delay: time('30s'),
  },
  { since: '1.9.11' },
);

/** `api`: how long calls of the API wait for their effect. */
export const api = section(
  {
    execution_timeout: time('2s'),
    check_interval: time('100ms'),
    max_check_interval: time('5m'),
    enable_psrpc_for_get_list_participants: flag(false),
  },
  { since: '1.11.0' },
);
