import type { AicTime, Bitrate, Megabytes, Percent } from './aic-units.js';

/** How hard AIC tries. */
export type AicMode = 'conservative' | 'adaptive' | 'aggressive';

/** What a mode wants, and what it may cost. */
export interface AicTargets {
  /** How much of the bandwidth is saved, from 1% to 99%. */
  readonly reduction: Percent;
  /** The lowest quality that is acceptable, from 0% to 100%. */
  readonly minQuality: Percent;
  /** The most that one inference may take. */
  readonly maxLatency: AicTime;
}

/** Targets of a mode where they are others than usual. */
export interface SomeTargets {
  readonly reduction?: Percent | undefined;
  readonly minQuality?: Percent | undefined;
  readonly maxLatency?: AicTime | undefined;
}

/** A network beyond one of these limits is a bad one, to which AIC adapts. */
export interface AicThresholds {
  /** @default '150ms' */
  readonly highLatency?: AicTime | undefined;
  /** @default '5%' */
  readonly packetLoss?: Percent | undefined;
  /** @default '500kbps' */
  readonly lowBandwidth?: Bitrate | undefined;
}

/** What can be measured of AIC. */
export type AicMeasure = 'compressionRatio' | 'latency' | 'qualityScore' | 'bandwidthSavings';

/** The AIC protocol of a platform: said once, written in the form and in the units of each program that reads it. */
export interface AicPolicy {
  /** @default false */
  readonly enabled?: boolean | undefined;
  /** @default 'adaptive' */
  readonly mode?: AicMode | undefined;
  /** Where a mode's targets are others.
   *  @default - conservative 50%, 95%, 15ms; adaptive 80%, 85%, 20ms; aggressive 90%, 70%, 25ms */
  readonly modes?: Partial<Record<AicMode, SomeTargets | undefined>> | undefined;
  /** When AIC adapts to the network; false for never.
   *  @default - with the limits of AicThresholds */
  readonly adaptive?: AicThresholds | false | undefined;
  /** How long a frame waits for AIC before it is sent as it is; false for never.
   *  @default - after 25ms */
  readonly fallback?: { readonly after: AicTime } | false | undefined;
  /** The id of the RTP header extension, one of those that the server leaves free; false for no extension.
   *  @default 12 */
  readonly rtpExtensionId?: number | false | undefined;
  /** What is measured, and how often it is reported, in whole seconds; false for nothing.
   *  @default - everything, each 10s */
  readonly monitoring?:
    | { readonly interval?: AicTime | undefined; readonly measures?: readonly AicMeasure[] | undefined }
    | false
    | undefined;
  /** The share of the calls that take part in the comparison with and without AIC.
   *  @default '0%' - no comparison */
  readonly abTest?: Percent | undefined;
  /** Results that are used again, for a time in whole seconds; false for none.
   *  @default - 300s and 100MB */
  readonly cache?:
    { readonly ttl?: AicTime | undefined; readonly maxSize?: Megabytes | undefined } | false | undefined;
  /** Whether frames are compressed by what is expected of them.
   *  @default false */
  readonly predictive?: boolean | undefined;
  /** Whether inference may use a GPU.
   *  @default false */
  readonly gpu?: boolean | undefined;
  /** The model.
   *  @default - what ai-core prefers */
  readonly model?: string | undefined;
}

/** A policy with its defaults. */
export interface ResolvedAic {
  readonly enabled: boolean;
  readonly mode: AicMode;
  readonly modes: Readonly<Record<AicMode, AicTargets>>;
  readonly adaptive: boolean;
  readonly thresholds: {
    readonly highLatency: AicTime;
    readonly packetLoss: Percent;
    readonly lowBandwidth: Bitrate;
  };
  readonly fallbackAfter: AicTime | undefined;
  readonly rtpExtensionId: number | undefined;
  readonly monitoring: { readonly interval: AicTime; readonly measures: readonly AicMeasure[] } | undefined;
  readonly abTest: Percent;
  readonly cache: { readonly ttl: AicTime; readonly maxSize: Megabytes } | undefined;
  readonly predictive: boolean;
  readonly gpu: boolean;
  readonly model: string | undefined;
}

/** The modes from the most careful to the boldest. */
export const AIC_MODES: readonly AicMode[] = ['conservative', 'adaptive', 'aggressive'];

const TARGETS: Readonly<Record<AicMode, AicTargets>> = {
  conservative: { reduction: '50%', minQuality: '95%', maxLatency: '15ms' },
  adaptive: { reduction: '80%', minQuality: '85%', maxLatency: '20ms' },
  aggressive: { reduction: '90%', minQuality: '70%', maxLatency: '25ms' },
};

const AIC_MEASURES: readonly AicMeasure[] = [
  'compressionRatio',
  'latency',
  'qualityScore',
  'bandwidthSavings',
];

export function resolveAic(policy: AicPolicy): ResolvedAic {
  const { adaptive = {}, fallback = { after: '25ms' }, rtpExtensionId = 12 } = policy;
  const { monitoring = {}, cache = {} } = policy;
  const thresholds = adaptive === false ? {} : adaptive;
  return {
    enabled: policy.enabled ?? false,
    mode: policy.mode ?? 'adaptive',
    modes: {
      conservative: targetsOf(policy, 'conservative'),
      adaptive: targetsOf(policy, 'adaptive'),
      aggressive: targetsOf(policy, 'aggressive'),
    },
    adaptive: adaptive !== false,
    thresholds: {
      highLatency: thresholds.highLatency ?? '150ms',
      packetLoss: thresholds.packetLoss ?? '5%',
      lowBandwidth: thresholds.lowBandwidth ?? '500kbps',
    },
    fallbackAfter: fallback === false ? undefined : fallback.after,
    rtpExtensionId: rtpExtensionId === false ? undefined : rtpExtensionId,
    monitoring:
      monitoring === false
        ? undefined
        : { interval: monitoring.interval ?? '10s', measures: monitoring.measures ?? AIC_MEASURES },
    abTest: policy.abTest ?? '0%',
    cache: cache === false ? undefined : { ttl: cache.ttl ?? '300s', maxSize: cache.maxSize ?? '100MB' },
    predictive: policy.predictive ?? false,
    gpu: policy.gpu ?? false,
    model: policy.model,
  };
}

function targetsOf({ modes }: AicPolicy, mode: AicMode): AicTargets {
  const [own, usual] = [modes?.[mode], TARGETS[mode]];
  return {
    reduction: own?.reduction ?? usual.reduction,
    minQuality: own?.minQuality ?? usual.minQuality,
    maxLatency: own?.maxLatency ?? usual.maxLatency,
  };
}
