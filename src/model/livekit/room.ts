import { z } from 'zod';
import { flag, key, list, section, text, time, whole } from './key.js';

const CODECS = [
  ...['audio/PCMU', 'audio/PCMA', 'audio/opus', 'audio/red'],
  ...['video/VP8', 'video/H264', 'video/VP9', 'video/AV1', 'video/H265', 'video/rtx'],
] as const;

/** The names of the codecs are compared without regard to case. */
const mime = z
  .string()
  .refine((value) => CODECS.some((codec) => codec.toLowerCase() === value.toLowerCase()), {
    error: `expected one of ${CODECS.join(', ')}`,
  });

/** `room`: how rooms begin and end. */
export const room = section({
  auto_create: flag(true),
  enabled_codecs: list(z.strictObject({ mime, fmtp_line: text() })),
  max_participants: whole(0),
  empty_timeout: whole(300, { unit: 'seconds' }),
  departure_timeout: whole(20, { unit: 'seconds' }),
  enable_remote_unmute: flag(false),
  playout_delay: section({
    enabled: flag(false),
    min: whole(0, { unit: 'milliseconds' }),
    max: whole(0, { unit: 'milliseconds' }),
  }),
  sync_streams: flag(false),
  create_room_enabled: flag(true, { until: '1.11.0' }),
  create_room_timeout: time('10s'),
  create_room_attempts: whole(3),
  update_batch_target_size: whole(131_072, { unit: 'bytes', since: '1.9.11' }),
  max_metadata_size: whole(0, { unit: 'bytes', instead: 'limit.max_metadata_size' }),
  max_room_name_length: whole(0, { instead: 'limit.max_room_name_length' }),
  max_participant_identity_length: whole(0, { instead: 'limit.max_participant_identity_length' }),
  // The message RoomConfiguration of LiveKit's API, in YAML; its fields are checked by LiveKit alone.
  room_configurations: key(z.record(z.string(), z.looseObject({}))),
});
