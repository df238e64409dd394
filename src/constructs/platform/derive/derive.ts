import type { Platform } from '../platform.js';
import type { Traffic } from '../traffic.js';
import { authorizationPolicy } from './authorization-policy.js';
import { checkConnections } from './check-connections.js';
import { checkLiveness } from './check-liveness.js';
import { checkPools } from './check-pools.js';
import { checkRedisDeadlines } from './check-redis-deadlines.js';
import { checkRetryBudget } from './check-retry-budget.js';
import { checkSpans } from './check-spans.js';
import { configMaps } from './config-maps.js';
import { destinationRule } from './destination-rule.js';
import { disruptionBudget } from './disruption-budget.js';
import { edgeObjects } from './edge-objects.js';
import { edgeTelemetry } from './edge-telemetry.js';
import { externalSecrets } from './external-secrets.js';
import { autoscaler } from './autoscaler.js';
import { inboundNetworkPolicy, outboundNetworkPolicy } from './network-policy.js';
import { peerAuthentication } from './peer-authentication.js';
import { namespaceObjects } from './namespace-objects.js';
import { pods } from './pods.js';
import { proxyTracing } from './proxy-tracing.js';
import { service } from './service.js';
import { sidecar } from './sidecar.js';
import { virtualService } from './virtual-service.js';
import type { Workload } from '../workload.js';

/** Makes the objects of one workload, or none of a kind that it does not need. */
type Derivation = (workload: Workload, traffic: Traffic) => void;

/** What follows from a workload: one line, and one file, for each kind of object. */
const DERIVATIONS: readonly Derivation[] = [
  configMaps,
  pods,
  service,
  autoscaler,
  disruptionBudget,
  // of the callee
  destinationRule,
  virtualService,
  peerAuthentication,
  authorizationPolicy,
  inboundNetworkPolicy,
  proxyTracing,
  // of the caller
  sidecar,
  outboundNetworkPolicy,
];

/** Makes every object of a platform whose calls are all declared. */
export function deriveObjects(platform: Platform, traffic: Traffic): void {
  checkRetryBudget(platform);
  checkPools(platform, traffic);
  checkConnections(platform);
  checkRedisDeadlines(platform, traffic);
  checkLiveness(platform);
  checkSpans(platform);
  namespaceObjects(platform);
  for (const workload of platform.workloads) for (const derive of DERIVATIONS) derive(workload, traffic);
  if (platform.edge !== undefined) {
    edgeObjects(platform.edge);
    edgeTelemetry(platform.edge);
  }
  externalSecrets(platform);
}
