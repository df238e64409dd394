import { z } from 'zod';
import { choice, list, ratio, real, section, text, time, whole } from './key.js';
import { url } from '../settings/types.js';

/** The events of `pkg/webhook` in livekit's protocol. */
const EVENTS = [
  ...['room_started', 'room_finished', 'participant_joined', 'participant_left'],
  ...['participant_connection_aborted', 'track_published', 'track_unpublished'],
  ...['egress_started', 'egress_updated', 'egress_ended', 'ingress_started', 'ingress_ended'],
] as const;

/** `webhook`: who is told of rooms and participants. Requests are signed with a key of the server. */
export const webhook = section({
  urls: list(url),
  api_key: text(),
  url_notifier: section({ num_workers: whole(10), queue_size: whole(100) }, { since: '1.9.11' }),
  resource_url_notifier: section({ max_age: time('30s'), max_depth: whole(200) }, { since: '1.9.11' }),
  filter_params: section(
    { include_events: list(z.enum(EVENTS)), exclude_events: list(z.enum(EVENTS)) },
    { since: '1.9.11' },
  ),
});

/** `node_selector`: which server gets a new room. */
export const nodeSelector = section({
  kind: choice(['any', 'cpuload', 'sysload', 'regionaware', 'random'], { default: 'any' }),
  sort_by: choice(['random', 'sysload', 'cpuload', 'rooms', 'clients', 'tracks', 'bytespersec'], {
    default: 'random',
  }),
  algorithm: choice(['lowest', 'twochoice'], { default: 'lowest', since: '1.9.11' }),
  cpu_load_limit: ratio(0.9),
  sysload_limit: real(0.9, { min: 0 }),
  regions: list(
    z.strictObject({
      name: text(),
      lat: real(0, { min: -90, max: 90, unit: 'degrees' }),
      lon: real(0, { min: -180, max: 180, unit: 'degrees' }),
    }),
  ),
});
