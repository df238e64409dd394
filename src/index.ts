export { asyncpg, type AsyncpgPool, type AsyncpgVariables } from './constructs/config/asyncpg.js';
export type { ClientSettings } from './constructs/config/client-settings.js';
export type { Connection } from './constructs/config/connection.js';
export type { ConnectionLimit } from './constructs/config/connection-limit.js';
export { goRedis } from './constructs/config/go-redis.js';
export { hikari, type HikariVariables } from './constructs/config/hikari.js';
export {
  livekitRedis,
  type LiveKitRedis,
  type LiveKitRedisBlock,
  type LiveKitRedisPolicy,
} from './constructs/config/livekit-redis.js';
export { pgxpool, type PgxVariables } from './constructs/config/pgxpool.js';
export type {
  PostgresClient,
  PostgresEndpoint,
  PostgresPool,
  PostgresTls,
} from './constructs/config/postgres.js';
export { redisAddress } from './constructs/config/redis-address.js';
export { redisPy, type RedisPyPolicy } from './constructs/config/redis-py.js';
export type {
  RedisAddressVariables,
  RedisClient,
  RedisEndpoint,
  RedisPolicy,
  RedisVariables,
  WorstCase,
} from './constructs/config/redis.js';
export { synapse, SYNAPSE_DATABASE, type SynapsePool } from './constructs/config/synapse.js';
export { aicCalls, type AicCallOptions } from './constructs/config/aic-calls.js';
export { aicCoreConfig } from './constructs/config/aic-core.js';
export { aicGrpcConfig } from './constructs/config/aic-grpc.js';
export { aicProblems } from './constructs/config/aic-problems.js';
export { aicProtocol } from './constructs/config/aic-protocol.js';
export { aicSwitch } from './constructs/config/aic-switch.js';
export type { AicTime, Bitrate, Megabytes, Percent } from './constructs/config/aic-units.js';
export type { AicMeasure, AicMode, AicPolicy, AicTargets, AicThresholds } from './constructs/config/aic.js';
export { ConstructError } from './constructs/construct-error.js';
export {
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
} from './constructs/istio/authorization-policy.js';
export { DestinationRule, type DestinationRuleProps } from './constructs/istio/destination-rule.js';
export { Gateway, type GatewayProps } from './constructs/istio/gateway.js';
export { PeerAuthentication, type PeerAuthenticationProps } from './constructs/istio/peer-authentication.js';
export {
  RequestAuthentication,
  type RequestAuthenticationProps,
} from './constructs/istio/request-authentication.js';
export type { ServiceEntryPort, ServiceEntryProps } from './constructs/istio/service-entry-props.js';
export { ServiceEntry } from './constructs/istio/service-entry.js';
export type { SidecarProps } from './constructs/istio/sidecar-props.js';
export { Sidecar } from './constructs/istio/sidecar.js';
export { Telemetry, type AccessLogging, type TelemetryProps } from './constructs/istio/telemetry.js';
export { VirtualService, type VirtualServiceProps } from './constructs/istio/virtual-service.js';
export { ignoreRule } from './constructs/ignore-rule.js';
export { KubernetesObject } from './constructs/kubernetes/object.js';
export type {
  HostNetworkMedia,
  HostPortMedia,
  LiveKitMedia,
  TurnOnlyMedia,
} from './constructs/livekit/media.js';
export { LiveKitServer, type LiveKitServerProps, type TurnProps } from './constructs/livekit/server.js';
export { ManifestObject, type ObjectDefinition, type ObjectProps } from './constructs/manifest-object.js';
export type { PatchOperation } from './constructs/patch.js';
export {
  hostOnly,
  hostPort,
  portOnly,
  url,
  type Address,
  type AddressForm,
} from './constructs/platform/address.js';
export type { CallOptions, HttpMethod, Patience, Streaming } from './constructs/platform/call-options.js';
export { assemble, component, type BuiltOf, type Component } from './constructs/platform/component.js';
export type { EdgeRouteOptions } from './constructs/platform/edge-route.js';
export { Edge, type EdgeCertificate, type EdgeProps } from './constructs/platform/edge.js';
export { ejecting } from './constructs/platform/ejecting.js';
export {
  ExternalPostgres,
  type ExternalPostgresProps,
  type PostgresPort,
} from './constructs/platform/external-postgres.js';
export { ExternalRedis, type ExternalRedisProps } from './constructs/platform/external-redis.js';
export { ExternalService, type ExternalServiceProps } from './constructs/platform/external-service.js';
export { Jaeger, type JaegerPorts, type JaegerProps } from './constructs/platform/jaeger.js';
export { istioInstall } from './constructs/platform/istio-install.js';
export type {
  ExternalSecretsProps,
  MeshFacts,
  NamespaceProps,
  PlatformProps,
  PrometheusProps,
  TracingProps,
} from './constructs/platform/platform-props.js';
export { Platform } from './constructs/platform/platform.js';
export type { SpanBackend } from './constructs/platform/spans.js';
export type { ExternalPortRef, PortRef } from './constructs/platform/port-ref.js';
export { grpc, http, tcp, tls, type PortSpec, type Protocol } from './constructs/platform/protocol.js';
export type { RedisPort } from './constructs/platform/redis-port.js';
export { Redis, type RedisProps } from './constructs/platform/redis.js';
export type { RequiredSecret } from './constructs/platform/secret-uses.js';
export type {
  BackoffOptions,
  BreakerOptions,
  ConstantOptions,
  ExponentialOptions,
  FibonacciOptions,
  LinearOptions,
  ResilienceFile,
  RetryOptions,
} from './constructs/platform/resilience-options.js';
export { secret, type SecretRef } from './constructs/platform/secret.js';
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
export { Workload } from './constructs/platform/workload.js';
export type { Assumptions, GatewayWorkload } from './model/assumptions.js';
export type { Backoff } from './model/resilience/backoff.js';
export type { RetryConfig } from './model/resilience/retry.js';
export { schedule, type Wait } from './model/resilience/schedule.js';
export { livekitConfigSchema, type LiveKitConfig } from './model/livekit/config.js';
export { livekitConfigProblems } from './model/livekit/problems.js';
export { readSettings } from './model/settings/read.js';
export { settingsSchema } from './model/settings/schema.js';
export type { SettingsProblem } from './model/settings/problem.js';
export { SettingsError } from './model/settings/settings-error.js';
export * as fields from './model/settings/types.js';
export { proofSummary } from './report/proof.js';
export { closedLoop, ProofError } from './simulate/closed-loop.js';
export type { Proof } from './simulate/proof.js';
export type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
  CustomAuthorizationRule,
} from './constructs/istio/authorization-rule.js';
export type { CorsPolicy } from './constructs/istio/cors-policy.js';
export type { Destination as RouteTarget, Host, HostRef } from './constructs/istio/destination.js';
export type { HeaderOperations, Headers } from './constructs/istio/headers.js';
export type { HttpDirectResponse } from './constructs/istio/http-direct-response.js';
export type { HttpFaultInjection } from './constructs/istio/http-fault.js';
export type { HttpRedirect } from './constructs/istio/http-redirect.js';
export type { HttpRetry } from './constructs/istio/http-retry.js';
export type { HttpRewrite } from './constructs/istio/http-rewrite.js';
export type { ClaimToHeader, JwtHeader, JwtRule } from './constructs/istio/jwt-rule.js';
export type { ConsistentHash, LoadBalancerSettings } from './constructs/istio/load-balancer.js';
export type { LocalityLbSetting } from './constructs/istio/locality.js';
export type { MutualTls } from './constructs/istio/mutual-tls.js';
export type { GatewayOrMesh, GatewayRef, VirtualServiceRef } from './constructs/istio/object-ref.js';
export type { PortProtocol } from './constructs/istio/port-protocol.js';
export type { HttpRouteDestination, RouteDestination } from './constructs/istio/route-destination.js';
export type { ServerTlsSettings } from './constructs/istio/server-tls.js';
export type { DnsEndpoint, StaticEndpoint } from './constructs/istio/service-entry-endpoint.js';
export type { SidecarEgress, SidecarIngress } from './constructs/istio/sidecar-listener.js';
export type { PolicyTargetReference } from './constructs/istio/target-ref.js';
export type { Metrics, MetricsOverride } from './constructs/istio/telemetry-metrics.js';
export type { Tracing, TracingTag } from './constructs/istio/telemetry-tracing.js';
export type { WorkloadSelector } from './constructs/istio/workload-selector.js';
export type { ClientTlsSettings } from './constructs/istio/client-tls.js';
export type {
  ConnectionPoolSettings,
  HttpSettings,
  TcpSettings,
} from './constructs/istio/connection-pool.js';
export type { Subset } from './constructs/istio/destination-rule.js';
export type { Server } from './constructs/istio/gateway-server.js';
export type { HttpMatchRequest } from './constructs/istio/http-match.js';
export type { HttpMirrorPolicy, HttpRoute } from './constructs/istio/http-route.js';
export type { OutlierDetection } from './constructs/istio/outlier-detection.js';
export type {
  L4MatchAttributes,
  TcpRoute,
  TlsMatchAttributes,
  TlsRoute,
} from './constructs/istio/stream-route.js';
export type { PresenceMatch, StringMatch } from './constructs/istio/string-match.js';
export type { PolicySettings, PortTrafficPolicy, TrafficPolicy } from './constructs/istio/traffic-policy.js';
export { analyze, type Analysis, type AnalyzeOptions } from './analysis/analyze.js';
export type { Finding, RelatedFinding } from './analysis/finding.js';
export {
  defineRule,
  type BuiltInRule,
  type ObjectRule,
  type RelatedPlace,
  type Rule,
  type RuleText,
  type Severity,
  type Violation,
} from './analysis/rule.js';
export { RULES } from './analysis/rules/index.js';
export { findSets, PathError, readFiles, type FoundSet } from './mesh/load/find-sets.js';
export { loadSet, type LoadedSet, type SourceFile } from './mesh/load/load-set.js';
export type { LoadedManifest, LoadedProgramFile } from './mesh/load/load-text.js';
export type { Location } from './mesh/load/placed.js';
export type { LoadNote, LoadProblem, LoadRule } from './mesh/load/problem.js';
export { meshOf, type Mesh } from './mesh/mesh.js';
export { DEFAULT_ASSUMPTIONS } from './model/assumptions.js';
export type { Locate, WrittenAt } from './model/locate.js';
export type { ProgramForm } from './model/programs/form-of.js';
export type { ProgramFile } from './model/programs/program-file.js';
export type {
  Destination,
  Expectation,
  ExplainedVerdict,
  OtherWay,
  Outcome,
  Request as MeshRequest,
  RequestStep,
} from './model/request.js';
export { explain } from './report/request/explain.js';
export { coverage, type CoveredPart } from './simulate/request/coverage.js';
export { judge, type Judgement } from './simulate/request/expectation.js';
export { RequestProblem } from './simulate/request/request-problem.js';
export type { WalkOptions } from './simulate/request/walk.js';
export { walkable, type WalkableMesh } from './simulate/request/walkable.js';
export { ConfigError } from './sets/config-error.js';
export { loadMesh, type LoadMeshOptions } from './sets/load-mesh.js';
