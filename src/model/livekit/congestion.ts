import { probeRegulator, settling, trend } from './estimation.js';
import { choice, flag, ratio, section, time, whole } from './key.js';
import { sendSideBwe } from './send-side-bwe.js';

function nacks(shortest: string, longest: string, threshold: number) {
  return section({
    window_min_duration: time(shortest),
    window_max_duration: time(longest),
    ratio_threshold: ratio(threshold),
  });
}

const remoteBwe = section({
  nack_ratio_attenuator: ratio(0.4),
  expected_usage_threshold: ratio(0.95),
  channel_observer_probe: section({
    estimate: trend([3, 3], 0, ['5s', '0s', '10s']),
    nack: nacks('500ms', '1s', 0.04),
  }),
  channel_observer_non_probe: section({
    estimate: trend([12, 8], -0.6, ['5s', '500ms', '10s']),
    nack: nacks('2s', '3s', 0.08),
  }),
  probe_controller: section({ probe_regulator: probeRegulator(), ...settling() }),
});

/** `rtc.congestion_control`: how much a subscriber gets when its network is narrow. */
export const congestionControl = section({
  enabled: flag(true),
  allow_pause: flag(false),
  stream_allocator: section({
    min_channel_capacity: whole(0, { unit: 'bits per second' }),
    // Written so in LiveKit.
    disable_etimation_unmanaged_tracks: flag(false),
    probe_mode: choice(['padding', 'media'], { default: 'padding' }),
    probe_overage_pct: whole(120, { unit: 'percent' }),
    probe_min_bps: whole(200_000, { unit: 'bits per second' }),
    paused_min_wait: time('5s'),
  }),
  remote_bwe: remoteBwe,
  use_send_side_bwe_interceptor: flag(false),
  use_send_side_bwe: flag(false),
  send_side_bwe_pacer: choice(['no-queue', 'pass-through', 'leaky-bucket'], {
    default: 'no-queue',
    since: '1.9.11',
  }),
  send_side_bwe: sendSideBwe,
});
