import { z } from 'zod';
import { choice, flag, goDuration, perLayer, real, section, time, whole } from './key.js';

/** `audio`: who speaks. */
export const audio = section({
  active_level: whole(35, { max: 127, unit: 'decibels below the loudest' }),
  min_percentile: whole(40, { max: 100, unit: 'percent' }),
  update_interval: whole(400, { unit: 'milliseconds' }),
  smooth_intervals: whole(2),
  active_red_encoding: flag(false),
  enable_loss_proxying: flag(false),
});

function streamTracker() {
  return section({
    stream_tracker_type: choice(['packet', 'frame'], { default: 'packet' }),
    bitrate_report_interval: perLayer(goDuration),
    packet_tracker: perLayer(
      z.strictObject({ samples_required: whole(0), cycles_required: whole(0), cycle_duration: time('0s') }),
    ),
    frame_tracker: perLayer(z.strictObject({ min_fps: real(0, { min: 0 }) })),
  });
}

/** `video`: which layers of a track are alive, and what is done with those that nobody watches. */
export const video = section({
  dynacast_pause_delay: time('5s'),
  stream_tracker_manager: section({ video: streamTracker(), screenshare: streamTracker() }),
  codec_regression_threshold: whole(5, { since: '1.9.11' }),
});
