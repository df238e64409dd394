import { formatDuration, durationMs } from '../../../model/formats/duration.js';
import { DestinationRule } from '../../istio/destination-rule.js';
import { versionsOf } from '../versions.js';
import type { Workload } from '../workload.js';
import type { ConnectionPool, Outlier } from '../workload-props.js';

/**
 * The callee's one DestinationRule. One rule for each caller would not add up: for a host the first one wins, and its
 * subsets would be lost (istio `pilot/pkg/model/destination_rule.go`).
 */
export function destinationRule(workload: Workload): void {
  const { inbound, canary } = workload.props;
  if (inbound?.pool === undefined && inbound?.outlier === undefined && canary === undefined) return;
  const trafficPolicy = {
    ...(inbound?.pool === undefined ? {} : { connectionPool: connectionPool(inbound.pool, workload) }),
    ...(inbound?.outlier === undefined ? {} : { outlierDetection: outlierDetection(inbound.outlier) }),
  };
  new DestinationRule(workload, 'destination-rule', {
    name: workload.name,
    namespace: workload.namespace,
    host: workload.host,
    ...(Object.keys(trafficPolicy).length === 0 ? {} : { trafficPolicy }),
    ...(canary === undefined
      ? {}
      : { subsets: versionsOf(workload).map(({ track }) => ({ name: track, labels: { track } })) }),
  });
}

function connectionPool(
  { connections, pending, requests, connectTimeout }: ConnectionPool,
  workload: Workload,
) {
  const speaksHttp = workload.portList.some(({ protocol }) => protocol === 'http' || protocol === 'grpc');
  return {
    tcp: { maxConnections: connections, ...(connectTimeout === undefined ? {} : { connectTimeout }) },
    ...(speaksHttp && (pending !== undefined || requests !== undefined)
      ? {
          http: {
            ...(pending === undefined ? {} : { http1MaxPendingRequests: pending }),
            ...(requests === undefined ? {} : { http2MaxRequests: requests }),
          },
        }
      : {}),
  };
}

/** The sweep that ejects also lets pods in again, so it runs at least three times in an ejection. */
function outlierDetection({ consecutive5xx, eject, interval, maxEjectionPercent = 50 }: Outlier) {
  const third = Math.floor((durationMs(eject) ?? 0) / 3);
  return {
    consecutive5xxErrors: consecutive5xx,
    interval: interval ?? formatDuration(Math.min(10_000, third)),
    baseEjectionTime: eject,
    maxEjectionPercent,
  };
}
