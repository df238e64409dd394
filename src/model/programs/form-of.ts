import type { AicForm } from '../aic/problems.js';
import { isJsonObject, type JsonObject } from '../json.js';

/** What a file configures. */
export type ProgramForm = 'livekit' | AicForm;

interface Known {
  readonly form: ProgramForm;
  /** How the file is called, without folders. */
  readonly name: RegExp;
  /** The keys that it may have at the top. */
  readonly keys: ReadonlySet<string>;
  /** Whether what it says tells it from all other files, however it is called. */
  readonly isCertain: (value: JsonObject) => boolean;
}

/** Of livekit-server (livekit `pkg/config/config.go`); a test compares them with the schema. */
export const LIVEKIT_KEYS: ReadonlySet<string> = new Set(
  `port bind_addresses prometheus_port prometheus debug_handler rtc redis audio video room turn ingress sip webhook
  node_selector key_file keys region signal_relay psrpc log_level logging limit agents development metric trace node_stats
  enable_data_tracks enable_participant_data_blob api`.split(/\s+/),
);

/** Keys of `rtc` that other programs with such a section do not have. */
const RTC = ['udp_port', 'tcp_port', 'port_range_start', 'port_range_end', 'use_external_ip', 'node_ip'];

const MODES = new Set(['conservative', 'adaptive', 'aggressive']);

const KNOWN: readonly Known[] = [
  {
    form: 'livekit',
    name: /^livekit(?:[-_.](?:server|config|[a-z0-9]{1,20}))?\.ya?ml$/,
    keys: LIVEKIT_KEYS,
    isCertain: ({ rtc, ...others }) =>
      isJsonObject(rtc) &&
      RTC.some((key) => Object.hasOwn(rtc, key)) &&
      ['port', 'keys', 'key_file', 'redis', 'turn', 'room', 'webhook', 'logging'].some((key) =>
        Object.hasOwn(others, key),
      ),
  },
  {
    form: 'aic-protocol',
    name: /^aic[-_]protocol\.ya?ml$/,
    keys: new Set(['aic_protocol']),
    isCertain: ({ aic_protocol: protocol, ...others }) =>
      isJsonObject(protocol) && Object.keys(others).length === 0,
  },
  {
    form: 'aic-core',
    name: /^aic[-_]config\.ya?ml$/,
    keys: new Set(['enabled', 'mode', 'target_ratio', 'quality', 'max_inference_latency_ms', 'modes']),
    isCertain: ({ modes, max_inference_latency_ms: latency }) =>
      isJsonObject(modes) && latency !== undefined && Object.keys(modes).some((mode) => MODES.has(mode)),
  },
  {
    form: 'aic-message',
    name: /^aic[-_]config\.json$/,
    keys: new Set(
      `enabled default_mode target_compression_ratio max_inference_latency_ms min_quality_threshold enable_fallback
      enable_predictive_compression enable_gpu preferred_model defaultMode targetCompressionRatio maxInferenceLatencyMs
      minQualityThreshold enableFallback enablePredictiveCompression enableGpu preferredModel`.split(/\s+/),
    ),
    isCertain: (value) =>
      Object.hasOwn(value, 'target_compression_ratio') && Object.hasOwn(value, 'default_mode'),
  },
];

/**
 * What a file configures that is no Kubernetes object; nothing for any other file. It is known by its name, if most of
 * its keys are those of such a file (values of a Helm chart may have the same name), or by what it says alone.
 * @param name without folders
 */
export function programFormOf(name: string, value: unknown): ProgramForm | undefined {
  if (!isJsonObject(value) || Object.hasOwn(value, 'apiVersion') || Object.hasOwn(value, 'kind'))
    return undefined;
  const found = KNOWN.find((known) => {
    if (known.isCertain(value)) return true;
    const keys = Object.keys(value);
    return known.name.test(name) && keys.filter((key) => known.keys.has(key)).length * 2 > keys.length;
  });
  return found?.form;
}

const HINTS = /^[ \t"']*(?:rtc|aic_protocol|max_inference_latency_ms|target_compression_ratio)["']?[ \t]*:/m;

/** Whether it is worth reading a text to see what it configures. */
export function mayBeProgramFile(name: string, text: string): boolean {
  return KNOWN.some((known) => known.name.test(name)) || HINTS.test(text);
}
