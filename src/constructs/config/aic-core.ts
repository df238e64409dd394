import { stringify } from 'yaml';
import type { AicCoreFile } from '../../model/aic/core.js';
import { resolveAic, type AicPolicy, type AicTargets } from './aic.js';
import { millisecondsOf, ratioOf } from './aic-units.js';

/** The file `aic-config.yaml` of ai-core: shares as ratios from 0 to 1, and the targets of every mode. */
export function aicCoreConfig(policy: AicPolicy): string {
  const { enabled, mode, modes } = resolveAic(policy);
  const file: AicCoreFile = {
    enabled,
    mode,
    ...targets(modes[mode]),
    modes: {
      conservative: targets(modes.conservative),
      adaptive: targets(modes.adaptive),
      aggressive: targets(modes.aggressive),
    },
  };
  return stringify(file);
}

function targets({ reduction, minQuality, maxLatency }: AicTargets) {
  return {
    target_ratio: ratioOf(reduction),
    quality: ratioOf(minQuality),
    max_inference_latency_ms: millisecondsOf(maxLatency),
  };
}
