/** What a program's SDK is told. */
export interface SdkProps {
  readonly serviceName: string;
  readonly version: string;
  readonly environment: string;
  /** Takes OTLP over gRPC: `http://host:port`, where `http` means without TLS. */
  readonly endpoint: string;
  /** Share of the traces that begin in this program, in percent. */
  readonly samplingPercent: number;
}

/** A trace that is not kept (https://www.w3.org/TR/trace-context/#trace-flags). */
const NOT_KEPT = '00-00000000000000000000000000000001-0000000000000001-00';

/**
 * The variables that configure an OpenTelemetry SDK
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). The sampler follows the decision
 * of whoever began the trace, and decides only where nobody did: with a sampler that decides anew, a share of a share
 * of the traces would be whole. An SDK does not trace its own exports, but the sidecar would begin a trace with each: a
 * header says that it is not kept. Metrics and logs are switched off, because the SDKs would send them to a port of the
 * pod where nothing listens.
 */
export function sdkVariables(props: SdkProps): Readonly<Record<string, string>> {
  return {
    OTEL_SERVICE_NAME: props.serviceName,
    OTEL_RESOURCE_ATTRIBUTES: attributes({
      'service.version': props.version,
      'deployment.environment.name': props.environment,
    }),
    OTEL_PROPAGATORS: 'tracecontext,baggage',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: ratio(props.samplingPercent),
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: props.endpoint,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: `traceparent=${NOT_KEPT}`,
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
  };
}

/** Values are percent-encoded (https://opentelemetry.io/docs/specs/otel/resource/sdk/#specifying-resource-information-via-an-environment-variable). */
function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join(',');
}

/** Rounded where a division by 100 leaves more digits than the percentage had. */
function ratio(percent: number): string {
  return String(Number((percent / 100).toPrecision(12)));
}
