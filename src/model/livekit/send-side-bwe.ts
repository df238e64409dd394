import { probeRegulator, settling, trend } from './estimation.js';
import { ratio, section, time, whole } from './key.js';

function packetGroup(packets: number, window: string) {
  return section({ min_packets: whole(packets), max_window_duration: time(window) });
}

function weightedLoss() {
  return section({
    min_duration_for_loss_validity: time('100ms'),
    base_duration: time('500ms'),
    base_pps: whole(30, { unit: 'packets per second' }),
    loss_penalty_factor: ratio(0.25),
  });
}

/** How many groups of packets, over how long, make a signal. */
function signal(groups: number, duration: string) {
  return section({ min_number_of_groups: whole(groups), min_duration: time(duration) });
}

const probePacketGroup = section({ packet_group: packetGroup(16_384, '1m'), ...settling() });

const probeSignal = section({
  min_bytes_ratio: ratio(0.5),
  min_duration_ratio: ratio(0.5),
  jqr_min_delay: time('50ms'),
  dqr_max_delay: time('20ms'),
  weighted_loss: weightedLoss(),
  jqr_min_weighted_loss: ratio(0.25),
  dqr_max_weighted_loss: ratio(0.1),
});

/**
 * `rtc.congestion_control.send_side_bwe`: the estimator that LiveKit can use instead of that of the receiver. "JQR" and
 * "DQR" are its regions of a joint and a disjoint queue (livekit `pkg/sfu/bwe/sendsidebwe`).
 */
export const sendSideBwe = section({
  congestion_detector: section({
    packet_group: packetGroup(30, '500ms'),
    packet_group_max_age: time('10s'),
    probe_packet_group: probePacketGroup,
    probe_regulator: probeRegulator(),
    probe_signal: probeSignal,
    jqr_min_delay: time('50ms'),
    jqr_min_trend_coefficient: ratio(0.8, { since: '1.9.11' }),
    dqr_max_delay: time('20ms'),
    weighted_loss: weightedLoss(),
    jqr_min_weighted_loss: ratio(0.25),
    dqr_max_weighted_loss: ratio(0.1),
    queuing_delay_early_warning_jqr: signal(2, '200ms'),
    queuing_delay_early_warning_dqr: signal(3, '300ms'),
    loss_early_warning_jqr: signal(3, '300ms'),
    loss_early_warning_dqr: signal(4, '400ms'),
    queuing_delay_congested_jqr: signal(4, '400ms'),
    queuing_delay_congested_dqr: signal(5, '500ms'),
    loss_congested_jqr: signal(6, '600ms'),
    loss_congested_dqr: signal(6, '600ms'),
    congested_ctr_trend: trend([4, 2], -0.5, ['2s', '500ms', '10s']),
    congested_ctr_epsilon: ratio(0.05),
    congested_packet_group: packetGroup(20, '150ms'),
    estimaton_window_duration: time('1s'),
  }),
});
