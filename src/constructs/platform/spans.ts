import type { GrpcRequests } from './call-options.js';

/** What a proxy asks of an OpenTelemetry collector (opentelemetry-proto `trace/v1/trace_service.proto`). */
export const spanOperations: GrpcRequests['services'] = {
  'opentelemetry.proto.collector.trace.v1.TraceService': ['Export'],
};
