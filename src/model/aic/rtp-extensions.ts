/**
 * The header extensions that LiveKit itself registers, the video's before the audio's and playout delay after them
 * (livekit `pkg/rtc/config.go`, `mediaengine.go`, `transport.go`). pion gives each the lowest free id
 * (`mediaengine.go`, getRTPParametersByKind), so at most these many ids are taken.
 */
const OWN = [
  'sdes:mid',
  'sdes:rtp-stream-id',
  'transport-wide-cc',
  'abs-send-time',
  'framemarking',
  'dependency-descriptor',
  'sdes:repaired-rtp-stream-id',
  'abs-capture-time',
  'ssrc-audio-level',
  'playout-delay',
] as const;

/** The ids of the one-byte form; 15 is reserved in it (RFC 8285 section 4.2). */
export const EXTENSION_IDS = { first: 1, last: 14 } as const;

/** The first id that LiveKit leaves free. */
export const FIRST_FREE_EXTENSION_ID = OWN.length + 1;

/** What LiveKit uses an id for, `undefined` if it does not. */
export function extensionAt(id: number): string | undefined {
  return OWN[id - 1];
}
