import { z } from 'zod';
import { count, endpoint } from './keys.js';

const percentage = () => z.number().min(0).max(100);

/** Built when the first file is judged: most runs have none. */
function build() {
  return z.strictObject({
    aic_protocol: z.strictObject({
      enabled: z.boolean(),
      ai_core_endpoint: endpoint(),
      compression: z.strictObject({
        target_reduction_percent: z.number().min(1).max(99),
        min_quality_threshold: percentage(),
        max_latency_ms: count(),
      }),
      adaptive: z.strictObject({
        enabled: z.boolean(),
        thresholds: z.strictObject({
          high_latency_ms: count(),
          packet_loss_percent: z.number().gt(0).max(100),
          low_bandwidth_kbps: count(),
        }),
        fallback_enabled: z.boolean(),
        fallback_timeout_ms: count().optional(),
      }),
      rtp_extension: z.strictObject({ enabled: z.boolean(), extension_id: z.int().optional() }),
      monitoring: z.strictObject({
        enabled: z.boolean(),
        metrics_interval_seconds: count().optional(),
        track_compression_ratio: z.boolean().optional(),
        track_latency: z.boolean().optional(),
        track_quality_score: z.boolean().optional(),
        track_bandwidth_savings: z.boolean().optional(),
      }),
      ab_testing: z.strictObject({ enabled: z.boolean(), percentage: percentage() }),
      cache: z.strictObject({
        enabled: z.boolean(),
        ttl_seconds: count().optional(),
        max_size_mb: count().optional(),
      }),
    }),
  });
}

let built: ReturnType<typeof build> | undefined;

/** The file `aic_protocol.yaml`: percentages as numbers up to 100, times in milliseconds and seconds. */
export function aicProtocolSchema() {
  return (built ??= build());
}

/** The file `aic_protocol.yaml`. */
export type AicProtocolFile = z.infer<ReturnType<typeof build>>;
