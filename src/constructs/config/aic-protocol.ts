import { stringify } from 'yaml';
import type { AicProtocolFile } from '../../model/aic/protocol.js';
import type { Address } from '../platform/address.js';
import { resolveAic, type AicMeasure, type AicPolicy } from './aic.js';
import { amountOf, millisecondsOf } from './aic-units.js';

/**
 * The block `aic_protocol` of the WebRTC server: percentages as whole numbers, times in milliseconds and seconds. It is
 * a file of its own, because livekit-server refuses keys that it does not know (livekit `pkg/config/config.go`).
 * @param endpoint where the gRPC service of AIC is
 */
export function aicProtocol(policy: AicPolicy, endpoint: Address): string {
  const aic = resolveAic(policy);
  const { reduction, minQuality, maxLatency } = aic.modes[aic.mode];
  const { thresholds, fallbackAfter, monitoring, cache } = aic;
  const isTracked = (measure: AicMeasure): boolean => monitoring?.measures.includes(measure) === true;
  const file: AicProtocolFile = {
    aic_protocol: {
      enabled: aic.enabled,
      ai_core_endpoint: `grpc://${endpoint.host}:${endpoint.port}`,
      compression: {
        target_reduction_percent: amountOf(reduction),
        min_quality_threshold: amountOf(minQuality),
        max_latency_ms: millisecondsOf(maxLatency),
      },
      adaptive: {
        enabled: aic.adaptive,
        thresholds: {
          high_latency_ms: millisecondsOf(thresholds.highLatency),
          packet_loss_percent: amountOf(thresholds.packetLoss),
          low_bandwidth_kbps: amountOf(thresholds.lowBandwidth),
        },
        fallback_enabled: fallbackAfter !== undefined,
        ...(fallbackAfter === undefined ? {} : { fallback_timeout_ms: millisecondsOf(fallbackAfter) }),
      },
      rtp_extension: {
        enabled: aic.rtpExtensionId !== undefined,
        ...(aic.rtpExtensionId === undefined ? {} : { extension_id: aic.rtpExtensionId }),
      },
      monitoring: {
        enabled: monitoring !== undefined,
        ...(monitoring === undefined
          ? {}
          : {
              metrics_interval_seconds: millisecondsOf(monitoring.interval) / 1000,
              track_compression_ratio: isTracked('compressionRatio'),
              track_latency: isTracked('latency'),
              track_quality_score: isTracked('qualityScore'),
              track_bandwidth_savings: isTracked('bandwidthSavings'),
            }),
      },
      ab_testing: { enabled: amountOf(aic.abTest) > 0, percentage: amountOf(aic.abTest) },
      cache: {
        enabled: cache !== undefined,
        ...(cache === undefined
          ? {}
          : { ttl_seconds: millisecondsOf(cache.ttl) / 1000, max_size_mb: amountOf(cache.maxSize) }),
      },
    },
  };
  return stringify(file);
}
