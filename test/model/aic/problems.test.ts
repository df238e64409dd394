import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aicCoreConfig } from '../../../src/constructs/config/aic-core.js';
import { aicGrpcConfig } from '../../../src/constructs/config/aic-grpc.js';
import { aicProblems } from '../../../src/constructs/config/aic-problems.js';
import { aicProtocol } from '../../../src/constructs/config/aic-protocol.js';
import type { AicPolicy } from '../../../src/constructs/config/aic.js';
import { aicConfigProblems, type AicForm } from '../../../src/model/aic/problems.js';

const ENDPOINT = { host: 'ai-core.shop.svc.cluster.local', port: 50_051 };
type Tree = Readonly<Record<string, unknown>>;
const filesOf = (policy: AicPolicy): Readonly<Record<AicForm, Tree>> => ({
  'aic-protocol': parse(aicProtocol(policy, ENDPOINT)) as Tree,
  'aic-core': parse(aicCoreConfig(policy)) as Tree,
  'aic-message': JSON.parse(aicGrpcConfig(policy)) as Tree,
});
const FORMS = ['aic-protocol', 'aic-core', 'aic-message'] as const;

const percent = fc.integer({ min: 1, max: 99 }).map((n) => `${n}%` as const);
const ms = (max: number) => fc.integer({ min: 1, max }).map((n) => `${n}ms` as const);
const policies: fc.Arbitrary<AicPolicy> = fc.record(
  {
    enabled: fc.boolean(),
    mode: fc.constantFrom('conservative' as const, 'adaptive' as const, 'aggressive' as const),
    modes: fc.record({
      adaptive: fc.record({ reduction: percent, minQuality: percent, maxLatency: ms(30) }),
    }),
    adaptive: fc.oneof(fc.constant(false as const), fc.record({ highLatency: ms(300), packetLoss: percent })),
    fallback: fc.oneof(fc.constant(false as const), fc.record({ after: ms(40) })),
    rtpExtensionId: fc.oneof(fc.constant(false as const), fc.integer({ min: 0, max: 16 })),
    monitoring: fc.oneof(
      fc.constant(false as const),
      fc.record({ measures: fc.subarray(['latency' as const, 'qualityScore' as const]) }),
    ),
    abTest: percent,
    cache: fc.constant(false as const),
    predictive: fc.boolean(),
    model: fc.constantFrom('aic-2'),
  },
  { requiredKeys: [] },
);

/** Every way to a value of a tree that is no mapping. */
function* leaves(tree: Tree, path: readonly string[] = []): Iterable<readonly string[]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'object' && value !== null) yield* leaves(value as Tree, [...path, key]);
    else yield [...path, key];
  }
}

/** The tree without a key, or with something else in its place. */
function changed(
  tree: Tree,
  [key = '', ...rest]: readonly string[],
  to: (key: string, value: unknown) => Tree,
): Tree {
  const { [key]: value, ...others } = tree;
  return rest.length > 0
    ? { ...others, [key]: changed(value as Tree, rest, to) }
    : { ...others, ...to(key, value) };
}

describe('a file of AIC', () => {
  it('that the constructs write has no problems', () => {
    let accepted = 0;
    fc.assert(
      fc.property(policies, (policy) => {
        const isRight = [...aicProblems(policy)].length === 0;
        if (isRight) accepted += 1;
        const files = filesOf(policy);
        for (const form of isRight ? FORMS : []) expect(aicConfigProblems(form, files[form])).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  describe.each(FORMS)('%s', (form) => {
    const file = filesOf({ enabled: true, abTest: '10%' })[form];
    const all = [...leaves(file)];
    it.each(all.map((path) => [path.join('.'), path] as const))('has every key as it is: %s', (_, path) => {
      const problems = (to: (key: string, value: unknown) => Tree) =>
        aicConfigProblems(form, changed(file, path, to));
      const at = (key: string) => [...path.slice(0, -1), key];
      const [key = ''] = path.slice(-1);
      expect(problems((name, value) => ({ [name]: value }))).toEqual([]);
      expect(problems(() => ({})).map((one) => one.path)).toEqual([path]);
      expect(problems((name) => ({ [name]: null })).map((one) => one.path)).toEqual([path]);
      expect(problems((name) => ({ [name]: ['a'] })).map((one) => one.path)).toEqual([path]);
      expect(problems((name, value) => ({ [`${name}s`]: value })).map((one) => one.path)).toContainEqual(
        at(`${key}s`),
      );
    });
  });

  it.each<readonly [AicForm, readonly string[], unknown, string]>([
    ['aic-protocol', ['compression', 'target_reduction_percent'], 0.8, 'a number from 1 to 99'],
    ['aic-protocol', ['compression', 'max_latency_ms'], 50, 'at least 50, the max_latency_ms'],
    ['aic-protocol', ['adaptive', 'thresholds', 'high_latency_ms'], 25, 'more than 25'],
    ['aic-protocol', ['rtp_extension', 'extension_id'], 15, '15 is reserved (RFC 8285)'],
    ['aic-protocol', ['rtp_extension', 'extension_id'], 3, 'LiveKit may use 3 for transport-wide-cc'],
    ['aic-protocol', ['ai_core_endpoint'], 'ai-core:50051', 'scheme, host and port'],
    ['aic-protocol', ['ab_testing', 'percentage'], 0, 'more than 0'],
    ['aic-core', ['target_ratio'], 80, 'a number from 0.01 to 0.99'],
    ['aic-core', ['modes', 'aggressive', 'quality'], 0.9, 'at most 0.85, that of mode adaptive'],
    ['aic-core', ['mode'], 'bold', 'one of conservative, adaptive, aggressive'],
    ['aic-message', ['min_quality_threshold'], 85, 'a number from 0 to 1'],
    ['aic-message', ['default_mode'], 'OFF', 'another mode'],
  ])('%s: %j is %j', (form, path, value, expected) => {
    const file = filesOf({ enabled: true, abTest: '10%' })[form];
    const whole = form === 'aic-protocol' ? ['aic_protocol', ...path] : path;
    const problems = aicConfigProblems(
      form,
      changed(file, whole, (key) => ({ [key]: value })),
    );
    expect(problems.map((one) => one.expected)).toEqual([expect.stringContaining(expected)]);
  });

  it('may be written as its readers take it', () => {
    const camel = { defaultMode: 'ADAPTIVE', targetCompressionRatio: '0.8', maxInferenceLatencyMs: 20 };
    const message = {
      minQualityThreshold: 0.85,
      enableFallback: true,
      enableGpu: false,
      preferredModel: null,
    };
    const rest = { enabled: true, enablePredictiveCompression: false };
    expect(aicConfigProblems('aic-message', { ...camel, ...message, ...rest })).toEqual([]);
    const wrong = aicConfigProblems('aic-message', { ...camel, ...message, ...rest, enableGpu: 1 });
    expect(wrong.map(({ path }) => path)).toEqual([['enableGpu']]);
  });
});
