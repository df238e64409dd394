import {
  resolveAic,
  type AicPolicy,
  type AicTargets,
  type ResolvedAic,
} from '../../src/constructs/config/aic.js';
import type { Form, Said } from './readers.js';

/**
 * What each form has to tell of a policy, but for the endpoint. The units are read here a second time, so that a mistake
 * in what writes them does not hide itself.
 */
export const declared: Readonly<Record<Form, (policy: AicPolicy) => Said>> = {
  protocol: (policy) => protocol(resolveAic(policy)),
  core: (policy) => {
    const { enabled, mode, modes } = resolveAic(policy);
    return {
      enabled,
      mode,
      ...targets(modes[mode]),
      ...targets(modes.conservative, 'conservative.'),
      ...targets(modes.adaptive, 'adaptive.'),
      ...targets(modes.aggressive, 'aggressive.'),
    };
  },
  message: (policy) => {
    const aic = resolveAic(policy);
    const { reduction, minQuality, maxLatency } = aic.modes[aic.mode];
    return {
      enabled: aic.enabled,
      default_mode: aic.enabled ? aic.mode.toUpperCase() : 'OFF',
      target_compression_ratio: share(reduction),
      max_inference_latency_ms: milliseconds(maxLatency),
      min_quality_threshold: share(minQuality),
      enable_fallback: aic.fallbackAfter !== undefined,
      enable_predictive_compression: aic.predictive,
      enable_gpu: aic.gpu,
      ...(aic.model === undefined ? {} : { preferred_model: aic.model }),
    };
  },
};

function protocol(aic: ResolvedAic): Said {
  const { thresholds, fallbackAfter, rtpExtensionId, monitoring, cache } = aic;
  const measured = (measure: string) => monitoring?.measures.some((one) => one === measure) ?? false;
  return {
    enabled: aic.enabled,
    ...targets(aic.modes[aic.mode]),
    adaptive: aic.adaptive,
    highLatency: milliseconds(thresholds.highLatency),
    packetLoss: share(thresholds.packetLoss),
    lowBandwidth: amount(thresholds.lowBandwidth, 'kbps'),
    fallback: fallbackAfter !== undefined,
    ...(fallbackAfter === undefined ? {} : { fallbackAfter: milliseconds(fallbackAfter) }),
    extension: rtpExtensionId !== undefined,
    ...(rtpExtensionId === undefined ? {} : { extensionId: rtpExtensionId }),
    monitoring: monitoring !== undefined,
    ...(monitoring === undefined
      ? {}
      : {
          interval: milliseconds(monitoring.interval),
          'measures.compressionRatio': measured('compressionRatio'),
          'measures.latency': measured('latency'),
          'measures.qualityScore': measured('qualityScore'),
          'measures.bandwidthSavings': measured('bandwidthSavings'),
        }),
    compares: share(aic.abTest) > 0,
    compared: share(aic.abTest),
    cache: cache !== undefined,
    ...(cache === undefined ? {} : { ttl: milliseconds(cache.ttl), maxSize: amount(cache.maxSize, 'MB') }),
  };
}

function targets({ reduction, minQuality, maxLatency }: AicTargets, prefix = ''): Said {
  return {
    [`${prefix}reduction`]: share(reduction),
    [`${prefix}minQuality`]: share(minQuality),
    [`${prefix}maxLatency`]: milliseconds(maxLatency),
  };
}

function share(text: string): number {
  return amount(text, '%') / 100;
}

function milliseconds(text: string): number {
  return text.endsWith('ms') ? amount(text, 'ms') : amount(text, 's') * 1000;
}

function amount(text: string, unit: string): number {
  if (!text.endsWith(unit)) throw new Error(`${text} is not in ${unit}`);
  return Number(text.slice(0, -unit.length));
}
