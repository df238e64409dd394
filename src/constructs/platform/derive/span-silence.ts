import { Telemetry } from '../../istio/telemetry.js';
import { podSelector } from '../labels.js';
import type { Workload } from '../workload.js';

/** The proxy of what takes the spans sends none of its own: each would be a request, which makes the next. */
export function spanSilence(workload: Workload): void {
  if (workload.platform.spans?.port.workload !== workload || !workload.injected) return;
  new Telemetry(workload, 'telemetry', {
    name: workload.name,
    namespace: workload.namespace,
    selector: { matchLabels: podSelector(workload.name) },
    tracing: [{ disableSpanReporting: true }],
  });
}
