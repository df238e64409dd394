import { describe, expect, it } from 'vitest';
import { aicCalls, grpc, Workload, type AicPolicy } from '../../../src/index.js';
import { httpWorkload, smallPlatform } from '../platform/small-platform.js';

const RESOURCES = { requests: { cpu: '1' }, limits: { cpu: '1' } };

function refusal(policy: AicPolicy, deadline = '30ms'): string {
  const platform = smallPlatform();
  const models = new Workload(platform, 'models', {
    image: 'shop/models:1',
    replicas: 1,
    resources: RESOURCES,
    probes: {},
    ports: { grpc: grpc(50_051) },
  });
  const codec = httpWorkload(platform, 'codec');
  try {
    aicCalls(codec, models.ports.grpc, policy, { deadline });
  } catch (error) {
    if (error instanceof Error) return `${error.message.replaceAll(/\.ts:\d+/g, '.ts:LINE')}\n`;
  }
  throw new Error('nothing was refused');
}

const REFUSED: Readonly<Record<string, AicPolicy>> = {
  // The numbers of the first design, which could not stand.
  'the reserved extension id': { rtpExtensionId: 15 },
  'a latency longer than the deadline': {
    modes: { adaptive: { maxLatency: '50ms' }, aggressive: { maxLatency: '50ms' } },
    fallback: { after: '50ms' },
  },
  'a fallback longer than the deadline': { fallback: { after: '100ms' } },

  'an extension id that LiveKit uses': { rtpExtensionId: 6 },
  'extension ids that are none': { rtpExtensionId: 0 },
  'a fallback before the answer': { fallback: { after: '10ms' } },
  'a reduction of everything': { modes: { aggressive: { reduction: '100%' } } },
  'a quality beyond perfection': { modes: { conservative: { minQuality: '101%' } } },
  'modes in the wrong order': {
    modes: { conservative: { reduction: '85%', minQuality: '80%', maxLatency: '22ms' } },
  },
  'parts of a millisecond': { modes: { conservative: { maxLatency: '0.5ms' } } },
  'a latency that AIC itself exceeds': { adaptive: { highLatency: '20ms' } },
  'limits of the network that are none': { adaptive: { packetLoss: '0%', lowBandwidth: '0kbps' } },
  'more calls than there are': { abTest: '101%' },
  'parts of a second': { monitoring: { interval: '500ms' }, cache: { ttl: '1500ms' } },
  'nothing to measure and no room': { monitoring: { measures: [] }, cache: { maxSize: '0MB' } },
};

describe('a policy of AIC that cannot be', () => {
  it.each(Object.entries(REFUSED))('%s', async (name, policy) => {
    await expect(refusal(policy)).toMatchFileSnapshot(
      `../../../__snapshots__/errors/aic/${name.replaceAll(/\W+/g, '-')}.txt`,
    );
  });

  it('is refused although it is off: one line switches it on', () => {
    expect(refusal({ enabled: false, rtpExtensionId: 15 })).toContain('rtpExtensionId is 15');
  });

  it('has a deadline', () => {
    expect(refusal({}, 'soon')).toContain('deadline is "soon", expected a duration');
    expect(refusal({}, '25ms')).toContain('less than the deadline of the call, 25ms');
  });

  it('leads to a port that speaks gRPC', () => {
    const platform = smallPlatform();
    const [codec, web] = [httpWorkload(platform, 'codec'), httpWorkload(platform, 'web')];
    // @ts-expect-error a port that speaks HTTP
    aicCalls(codec, web.ports.http, {}, { deadline: '30ms' });
    expect(codec.outgoing).toHaveLength(2);
  });
});
