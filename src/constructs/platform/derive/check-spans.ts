import { ConstructError } from '../../construct-error.js';
import type { Platform } from '../platform.js';

/** Refuses programs that would send spans to nobody. */
export function checkSpans(platform: Platform): void {
  if (platform.spans !== undefined) return;
  for (const workload of platform.workloads) {
    if (workload.props.openTelemetry === true) {
      throw new ConstructError(workload, [
        'openTelemetry is true, and nothing takes spans; expected a Jaeger, or a call of sendSpansTo(port)',
      ]);
    }
  }
}
