import { real, section, textOf, whole } from './key.js';
import { urlOf } from '../settings/url.js';

/** `limit`: what one server takes, and how long names and data may be; 0 is no limit. */
export const limit = section({
  num_tracks: whole(0),
  bytes_per_sec: real(0, { min: 0, unit: 'bytes per second' }),
  subscription_limit_video: whole(0),
  subscription_limit_audio: whole(0),
  max_metadata_size: whole(524_288, { unit: 'bytes' }),
  max_attributes_size: whole(65_536, { unit: 'bytes' }),
  max_room_name_length: whole(256),
  max_participant_identity_length: whole(256),
  max_participant_name_length: whole(256),
  max_data_blob_key_length: whole(256, { since: '1.13.5' }),
  max_data_blobs_size: whole(64_000, { unit: 'bytes', since: '1.13.5' }),
  max_data_track_custom_encoding_length: whole(32, { since: '1.13.5' }),
});

/** `ingress`: where streams come in. */
export const ingress = section({
  rtmp_base_url: textOf(urlOf('rtmp', 'rtmps')),
  whip_base_url: textOf(urlOf('http', 'https')),
});
