import { describe, expect, it } from 'vitest';
import { livekitConfigSchema } from '../../../src/model/livekit/config.js';
import { LIVEKIT_KEYS, programFormOf } from '../../../src/model/programs/form-of.js';

describe('a file that configures a program', () => {
  it('of LiveKit has the keys of the schema', () => {
    expect([...LIVEKIT_KEYS].sort()).toEqual(Object.keys(livekitConfigSchema.shape).sort());
  });

  it.each([
    ['livekit.yaml', { port: 7880 }, 'livekit'],
    ['livekit-production.yml', { port: 7880, prot: 1, rtc: {} }, 'livekit'],
    ['sfu.yaml', { rtc: { udp_port: 7882 }, keys: {} }, 'livekit'],
    ['aic_protocol.yaml', { aic_protocol: null }, 'aic-protocol'],
    ['any.yaml', { aic_protocol: {} }, 'aic-protocol'],
    ['aic-config.yaml', { enabled: true, mode: 'adaptive' }, 'aic-core'],
    ['any.yaml', { max_inference_latency_ms: 20, modes: { adaptive: {} } }, 'aic-core'],
    ['aic-config.json', { enabled: true, default_mode: 'OFF' }, 'aic-message'],
  ])('is known: %s %j', (name, value, form) => {
    expect(programFormOf(name, value)).toBe(form);
  });

  it.each([
    ['values of a chart', 'livekit.yaml', { replicaCount: 2, livekit: { rtc: {} }, redis: {} }],
    ['a Kubernetes object', 'livekit.yaml', { apiVersion: 'v1', kind: 'ConfigMap', rtc: {}, port: 1 }],
    ['an application with a section of AIC', 'app.yaml', { aic_protocol: {}, database: {} }],
    ['another program with such a section', 'app.yaml', { rtc: { codec: 'vp8' }, port: 80 }],
    ['an empty file', 'livekit.yaml', null],
    ['a list', 'livekit.yaml', [1]],
    ['no key at all', 'livekit.yaml', {}],
  ])('is no other: %s', (_, name, value) => {
    expect(programFormOf(name, value)).toBeUndefined();
  });
});
