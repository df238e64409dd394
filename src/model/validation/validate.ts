import { groupOf, type Manifest } from '../manifest.js';
import { checkAuthorizationPolicy } from './authorization-policy.js';
import { checkPeerAuthentication, checkRequestAuthentication } from './authentication.js';
import type { Complaint } from './complaint.js';
import { checkDestinationRule } from './destination-rule.js';
import { checkEnvoyFilter } from './envoy-filter.js';
import { checkGateway } from './gateway.js';
import { checkMetadata } from './metadata.js';
import { Part } from './part.js';
import { checkProxyConfig } from './proxy-config.js';
import { checkServiceEntry } from './service-entry.js';
import { checkSidecar } from './sidecar.js';
import { checkTelemetry } from './telemetry.js';
import type { Validated } from './validated.js';
import { checkVirtualService } from './virtual-service.js';
import { checkTrafficExtension, checkWasmPlugin } from './wasm.js';
import { checkWorkloadEntry, checkWorkloadGroup } from './workload-entry.js';

const CHECKS: Readonly<Record<string, (object: Validated) => Iterable<Complaint>>> = {
  'networking.istio.io/DestinationRule': checkDestinationRule,
  'networking.istio.io/EnvoyFilter': checkEnvoyFilter,
  'networking.istio.io/Gateway': checkGateway,
  'networking.istio.io/ProxyConfig': checkProxyConfig,
  'networking.istio.io/ServiceEntry': checkServiceEntry,
  'networking.istio.io/Sidecar': checkSidecar,
  'networking.istio.io/VirtualService': checkVirtualService,
  'networking.istio.io/WorkloadEntry': checkWorkloadEntry,
  'networking.istio.io/WorkloadGroup': checkWorkloadGroup,
  'security.istio.io/AuthorizationPolicy': checkAuthorizationPolicy,
  'security.istio.io/PeerAuthentication': checkPeerAuthentication,
  'security.istio.io/RequestAuthentication': checkRequestAuthentication,
  'telemetry.istio.io/Telemetry': checkTelemetry,
  'extensions.istio.io/TrafficExtension': checkTrafficExtension,
  'extensions.istio.io/WasmPlugin': checkWasmPlugin,
};

/** The kinds that the webhook judges, as `group/kind`. */
export const WEBHOOK_KINDS: readonly string[] = Object.keys(CHECKS);

/** What istiod's validation webhook has against an object of Istio that is structurally right. */
export function webhookComplaints(manifest: Manifest): readonly Complaint[] {
  const { apiVersion, kind, metadata } = manifest;
  const key = `${groupOf(apiVersion)}/${kind}`;
  const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
  if (check === undefined) return [];
  const { namespace } = metadata;
  const object: Validated = {
    metadata: new Part(metadata, ['metadata']),
    spec: new Part(manifest['spec'], ['spec']),
    namespace: typeof namespace === 'string' ? namespace : 'default',
  };
  return [...checkMetadata(object, kind), ...check(object)];
}
