import { stringify } from 'yaml';
import { JAEGER_HEALTH_PATH, jaegerConfig } from '../config/jaeger.js';
import { ConstructError } from '../construct-error.js';
import type { Platform } from './platform.js';
import { grpc, http, type PortSpec } from './protocol.js';
import { Workload } from './workload.js';
import type { Inbound, Resources } from './workload-props.js';

/** Props of a Jaeger. */
export interface JaegerProps {
  /** @default - the platform's first */
  readonly namespace?: string;
  /** Jaeger 2, whose configuration is that of an OpenTelemetry collector; Jaeger 1 does not read it. */
  readonly image: string;
  readonly resources: Resources;
  /** How many traces it keeps in memory; the oldest goes first. Without a bound it would grow until it is killed. */
  readonly maxTraces: number;
  /** @default - what Istio does by itself: no limits */
  readonly inbound?: Inbound;
}

/** The ports of a Jaeger: spans, the pages of the user interface, health, metrics. */
export interface JaegerPorts {
  readonly grpc: PortSpec<'grpc'>;
  readonly ui: PortSpec<'http'>;
  readonly health: PortSpec<'http'>;
  readonly metrics: PortSpec<'http'>;
  readonly [key: string]: PortSpec;
}

const FILE = 'jaeger.yaml';
const FOLDER = '/etc/jaeger';

/**
 * A Jaeger that takes spans as OTLP and keeps the newest traces in memory. It is where the platform's proxies and
 * programs send their spans. One pod: a second one would have half of the spans of each trace.
 */
export class Jaeger extends Workload<JaegerPorts> {
  /** @throws ConstructError for a number of traces that is none */
  constructor(platform: Platform, id: string, props: JaegerProps) {
    const ports: JaegerPorts = {
      grpc: grpc(4317),
      ui: http(16_686),
      health: http(13_133),
      metrics: http(8888),
    };
    const config = jaegerConfig({
      otlpPort: ports.grpc.number,
      uiPort: ports.ui.number,
      healthPort: ports.health.number,
      metricsPort: ports.metrics.number,
      maxTraces: props.maxTraces,
    });
    super(platform, id, {
      ...(props.namespace === undefined ? {} : { namespace: props.namespace }),
      image: props.image,
      replicas: 1,
      ports,
      resources: props.resources,
      ...(props.inbound === undefined ? {} : { inbound: props.inbound }),
      args: ['--config', `${FOLDER}/${FILE}`],
      volumes: { config: { path: FOLDER, config: { [FILE]: stringify(config) } } },
      metrics: { port: 'metrics' },
      probes: {
        liveness: { tcp: 'grpc' },
        readiness: { get: JAEGER_HEALTH_PATH, port: 'health' },
      },
    });
    if (!Number.isInteger(props.maxTraces) || props.maxTraces < 1) {
      throw new ConstructError(this, [
        `maxTraces is ${props.maxTraces}, expected a whole number of at least 1 (Jaeger reads 0 as no limit)`,
      ]);
    }
    platform.sendSpansTo(this.ports.grpc);
  }
}
