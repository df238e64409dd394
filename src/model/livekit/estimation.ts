import { real, section, time, whole } from './key.js';

/** When an estimate of the bandwidth counts as going down. */
export function trend(
  samples: readonly [required: number, least: number],
  threshold: number,
  times: readonly [wait: string, collapse: string, validity: string],
) {
  return section({
    required_samples: whole(samples[0]),
    required_samples_min: whole(samples[1]),
    downward_trend_threshold: real(threshold, { min: -1, max: 1 }),
    downward_trend_max_wait: time(times[0]),
    collapse_threshold: time(times[1]),
    validity_window: time(times[2]),
  });
}

/** How often, and for how long, more bandwidth is tried. */
export function probeRegulator() {
  return section({
    base_interval: time('3s'),
    backoff_factor: real(1.5, { min: 1 }),
    max_interval: time('2m'),
    min_duration: time('200ms'),
    max_duration: time('20s'),
    duration_increase_factor: real(1.5, { min: 1 }),
  });
}

/** How long to wait after a probe before its result is read. */
export function settling() {
  return {
    settle_wait_num_rtt: whole(5, { unit: 'round trips' }),
    settle_wait_min: time('250ms'),
    settle_wait_max: time('5s'),
  };
}
