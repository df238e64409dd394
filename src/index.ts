export type { Assumptions, GatewayWorkload } from './model/assumptions.js';
export { hostOnly, hostPort, portOnly, url, type Address, type AddressForm } from './constructs/platform/address.js';
export type { CallOptions, HttpMethod, Patience, Streaming } from './constructs/platform/call-options.js';
export { assemble, component, type BuiltOf, type Component } from './constructs/platform/component.js';
export { Edge, type EdgeCertificate, type EdgeProps } from './constructs/platform/edge.js';
export type { EdgeRouteOptions } from './constructs/platform/edge-route.js';
export { ejecting } from './constructs/platform/ejecting.js';
export { ExternalService, type ExternalServiceProps } from './constructs/platform/external-service.js';
export { istioInstall } from './constructs/platform/istio-install.js';
export { Platform } from './constructs/platform/platform.js';
export type {
  ExternalSecretsProps,
  MeshFacts,
  NamespaceProps,
  PlatformProps,
  PrometheusProps,
  TracingProps,
} from './constructs/platform/platform-props.js';
export type { ExternalPortRef, PortRef } from './constructs/platform/port-ref.js';
export { grpc, http, tcp, tls, type PortSpec, type Protocol } from './constructs/platform/protocol.js';
export { Redis, type RedisProps } from './constructs/platform/redis.js';
export { secret, type SecretRef } from './constructs/platform/secret.js';
export type { RequiredSecret } from './constructs/platform/secret-uses.js';
export { Workload } from './constructs/platform/workload.js';
export type {
  Autoscaling,
  Canary,
  ConnectionPool,
  Inbound,
  Media,
  MediaPort,
  Outlier,
  Probe,
  Probes,
  Resources,
  Volume,
  WorkloadProps,
} from './constructs/platform/workload-props.js';
export { LiveKitServer, type LiveKitServerProps, type TurnProps } from './constructs/livekit/server.js';
export type { HostNetworkMedia, HostPortMedia, LiveKitMedia } from './constructs/livekit/media.js';
export { readSettings } from './model/settings/read.js';
export { settingsSchema } from './model/settings/schema.js';
export * as fields from './model/settings/types.js';
export { closedLoop, ProofError } from './simulate/closed-loop.js';
export type { Proof } from './simulate/proof.js';
export { proofSummary } from './report/proof.js';
