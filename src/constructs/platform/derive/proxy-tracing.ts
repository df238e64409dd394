import { Telemetry } from '../../istio/telemetry.js';
import type { Tracing } from '../../istio/telemetry-tracing.js';
import { podSelector } from '../labels.js';
import type { Workload } from '../workload.js';

/** What a workload's proxy does otherwise than those of its namespace. */
export function proxyTracing(workload: Workload): void {
  const tracing = workload.injected ? exceptionOf(workload) : undefined;
  if (tracing === undefined) return;
  new Telemetry(workload, 'telemetry', {
    name: workload.name,
    namespace: workload.namespace,
    selector: { matchLabels: podSelector(workload.name) },
    tracing: [tracing],
  });
}

/**
 * The proxy of what takes the spans sends none of its own: each would be a request, which makes the next.
 *
 * An SDK has decided before its request leaves. Envoy's own share is a second decision: it keeps that many of the
 * traces which the program keeps, and tells the callee that the others are not kept, unless the request has the
 * `x-request-id` of one that it did keep. With 100 it follows the program.
 */
function exceptionOf(workload: Workload): Tracing | undefined {
  const { platform, props } = workload;
  if (platform.spans === undefined) return undefined;
  if (platform.spans.port.workload === workload) return { disableSpanReporting: true };
  if (props.openTelemetry === true) return { match: { mode: 'CLIENT' }, randomSamplingPercentage: 100 };
  return undefined;
}
