import type { AicMessage } from '../../model/aic/message.js';
import { resolveAic, type AicMode, type AicPolicy } from './aic.js';
import { millisecondsOf, ratioOf } from './aic-units.js';

const MODES: Readonly<Record<AicMode, AicMessage['default_mode']>> = {
  conservative: 'CONSERVATIVE',
  adaptive: 'ADAPTIVE',
  aggressive: 'AGGRESSIVE',
};

/**
 * The message `AICConfig` of `auralink.aic.v1` in the JSON form of Protocol Buffers, with the fields' original names,
 * which every parser takes (https://protobuf.dev/programming-guides/json/). A client sends it with its requests.
 */
export function aicGrpcConfig(policy: AicPolicy): string {
  const aic = resolveAic(policy);
  const { reduction, minQuality, maxLatency } = aic.modes[aic.mode];
  const message: AicMessage = {
    enabled: aic.enabled,
    default_mode: aic.enabled ? MODES[aic.mode] : 'OFF',
    target_compression_ratio: ratioOf(reduction),
    max_inference_latency_ms: millisecondsOf(maxLatency),
    min_quality_threshold: ratioOf(minQuality),
    enable_fallback: aic.fallbackAfter !== undefined,
    enable_predictive_compression: aic.predictive,
    enable_gpu: aic.gpu,
    ...(aic.model === undefined ? {} : { preferred_model: aic.model }),
  };
  return `${JSON.stringify(message, null, 2)}\n`;
}
