import { Telemetry } from '../../istio/telemetry.js';
import type { Edge } from '../edge.js';
import { tracingOf } from '../spans.js';

/**
 * The gateway's proxy begins most traces. It runs in a namespace that is not the platform's, where no Telemetry of the
 * platform holds: without one of its own it would send no spans, and decide by Istio's own share.
 */
export function edgeTelemetry(edge: Edge): void {
  const { spans, mesh, props } = edge.platform;
  if (spans === undefined) return;
  new Telemetry(edge, 'telemetry', {
    name: `${props.name}-edge`,
    namespace: mesh.gateway.namespace,
    selector: { matchLabels: mesh.gateway.labels },
    // It has no version of the platform's.
    tracing: [tracingOf(spans, { environment: { literal: { value: props.environment } } })],
  });
}
