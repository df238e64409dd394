import type { JsonObject } from '../../model/json.js';
import type { Tracing } from '../istio/telemetry-tracing.js';
import type { GrpcRequests } from './call-options.js';
import type { PortRef } from './port-ref.js';

/** What a sender of spans asks of a collector (opentelemetry-proto `collector/trace/v1/trace_service.proto`). */
export const spanOperations: GrpcRequests['services'] = {
  'opentelemetry.proto.collector.trace.v1.TraceService': ['Export'],
};

/** The variable of a proxy that holds the version of its workload. A proxy does not see the program's own variables. */
export const VERSION_VARIABLE = 'SERVICE_VERSION';

/**
 * Where spans go, and how many of them. The MeshConfig's provider, the Telemetry objects that name it and the
 * programs' variables are all made from one of these: a provider that is named and not defined switches tracing off in
 * silence.
 */
export interface SpanBackend {
  /** The name of the extension provider. */
  readonly provider: string;
  readonly port: PortRef<'grpc'>;
  /** Share of the traces whose spans are sent, in percent. */
  readonly samplingPercent: number;
}

/** The provider's definition (https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider-OpenTelemetryTracingProvider). */
export function extensionProvider({ provider, port }: SpanBackend): JsonObject {
  return { name: provider, opentelemetry: { service: port.workload.host, port: port.number } };
}

/** What a Telemetry says of tracing. The share is always written: Istio's own is 1 %. */
export function tracingOf(
  { provider, samplingPercent }: SpanBackend,
  customTags: NonNullable<Tracing['customTags']>,
): Tracing {
  return { providers: [{ name: provider }], randomSamplingPercentage: samplingPercent, customTags };
}
