import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  aicCoreConfig,
  aicGrpcConfig,
  aicProblems,
  aicProtocol,
  aicSwitch,
  type AicPolicy,
} from '../../../src/index.js';

const ENDPOINT = { host: 'ai-core.shop.svc.cluster.local', port: 50_051 };
const ADJUSTED: AicPolicy = {
  enabled: true,
  mode: 'aggressive',
  modes: { aggressive: { minQuality: '72.5%', maxLatency: '24ms' } },
  adaptive: { packetLoss: '2.5%' },
  fallback: { after: '28ms' },
  rtpExtensionId: 14,
  monitoring: { interval: '30s', measures: ['latency'] },
  abTest: '10%',
  cache: { ttl: '60s' },
  predictive: true,
  gpu: true,
  model: 'aic-2',
};
const NOTHING: AicPolicy = {
  adaptive: false,
  fallback: false,
  rtpExtensionId: false,
  monitoring: false,
  cache: false,
};

const forms = (policy: AicPolicy): string =>
  [
    `# aic_protocol.yaml\n${aicProtocol(policy, ENDPOINT)}`,
    `# aic-config.yaml\n${aicCoreConfig(policy)}`,
    `# aic-config.json\n${aicGrpcConfig(policy)}`,
  ].join('---\n');

describe('a policy of AIC', () => {
  it.each(Object.entries({ default: {}, adjusted: ADJUSTED, reduced: NOTHING }))(
    'is written in the form of each reader: %s',
    async (name, policy) => {
      expect([...aicProblems(policy)]).toEqual([]);
      await expect(forms(policy)).toMatchFileSnapshot(
        `../../../__snapshots__/constructs/config/aic/${name}.txt`,
      );
    },
  );

  it('is off by default, for each reader', () => {
    expect(parse(aicProtocol({}, ENDPOINT))).toMatchObject({ aic_protocol: { enabled: false } });
    expect(parse(aicCoreConfig({}))).toMatchObject({ enabled: false });
    expect(JSON.parse(aicGrpcConfig({}))).toMatchObject({ enabled: false, default_mode: 'OFF' });
    expect(aicSwitch({}, 'ENABLE_AIC')).toEqual({ ENABLE_AIC: 'false' });
    expect(aicSwitch({ enabled: true }, 'ENABLE_AIC')).toEqual({ ENABLE_AIC: 'true' });
  });

  it('says the same to all readers, in the unit of each', () => {
    const share = fc.integer({ min: 1, max: 99 });
    const policies = fc.record({
      mode: fc.constantFrom('conservative' as const, 'adaptive' as const, 'aggressive' as const),
      reduction: share,
      quality: share,
      latency: fc.integer({ min: 1, max: 29 }),
      enabled: fc.boolean(),
    });
    fc.assert(
      fc.property(policies, ({ mode, reduction, quality, latency, enabled }) => {
        const policy: AicPolicy = {
          enabled,
          mode,
          modes: {
            [mode]: {
              reduction: `${reduction}%`,
              minQuality: `${quality}%`,
              maxLatency: `${latency}ms`,
            },
          },
        };
        expect(parse(aicProtocol(policy, ENDPOINT))).toMatchObject({
          aic_protocol: {
            enabled,
            compression: {
              target_reduction_percent: reduction,
              min_quality_threshold: quality,
              max_latency_ms: latency,
            },
          },
        });
        const ratios = {
          target_ratio: reduction / 100,
          quality: quality / 100,
          max_inference_latency_ms: latency,
        };
        expect(parse(aicCoreConfig(policy))).toMatchObject({
          enabled,
          mode,
          ...ratios,
          modes: { [mode]: ratios },
        });
        expect(JSON.parse(aicGrpcConfig(policy))).toMatchObject({
          enabled,
          default_mode: enabled ? mode.toUpperCase() : 'OFF',
          target_compression_ratio: reduction / 100,
          min_quality_threshold: quality / 100,
          max_inference_latency_ms: latency,
        });
      }),
    );
  });

  it('takes no number without its unit', () => {
    // @ts-expect-error a ratio of no unit
    const ratio: AicPolicy = { modes: { adaptive: { minQuality: 0.85 } } };
    // @ts-expect-error a text without unit
    const bare: AicPolicy = { abTest: '10' };
    // @ts-expect-error a share where a time is meant
    const other: AicPolicy = { fallback: { after: '25%' } };
    expect([ratio, bare, other]).toHaveLength(3);
  });
});
