import { z } from 'zod';
import { count, ratio, reduction } from './keys.js';

const targets = () => ({ target_ratio: reduction(), quality: ratio(), max_inference_latency_ms: count() });

/** Built when the first file is judged: most runs have none. */
function build() {
  return z.strictObject({
    enabled: z.boolean(),
    mode: z.enum(['conservative', 'adaptive', 'aggressive']),
    ...targets(),
    modes: z.strictObject({
      conservative: z.strictObject(targets()),
      adaptive: z.strictObject(targets()),
      aggressive: z.strictObject(targets()),
    }),
  });
}

let built: ReturnType<typeof build> | undefined;

/** The file `aic-config.yaml` of ai-core: shares from 0 to 1, and the targets of every mode. */
export function aicCoreSchema() {
  return (built ??= build());
}

/** The file `aic-config.yaml` of ai-core. */
export type AicCoreFile = z.infer<ReturnType<typeof build>>;
