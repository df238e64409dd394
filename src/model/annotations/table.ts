/** Kinds of objects that Istio reads an annotation of; `Any` for all. */
export type AnnotatedKind =
  | 'Any'
  | 'Pod'
  | 'Service'
  | 'Namespace'
  | 'Ingress'
  | 'ServiceEntry'
  | 'WorkloadEntry'
  | 'AuthorizationPolicy'
  | 'Gateway'
  | 'GatewayClass';

const POD = ['Pod'] as const;
const GATEWAY = ['Gateway'] as const;

/** By annotation the kinds of objects that it is for (istio.io/api 1.31, `annotation/annotations.yaml`, `resources`). */
export const ANNOTATIONS: ReadonlyMap<string, readonly AnnotatedKind[]> = new Map([
  ...[
    ...['merge-metrics'].map((name) => `prometheus.istio.io/${name}`),
    ...words(
      `inject status rewriteAppHTTPProbers discoveryAddress proxyImage proxyImageType proxyCPU proxyCPULimit proxyMemory
      proxyMemoryLimit interceptionMode bootstrapOverride statsInclusionPrefixes statsInclusionSuffixes statsInclusionRegexps
      statsHistogramBuckets statsFlushInterval statsEvictionInterval statsHistogramBins statsCompression userVolume
      userVolumeMount logLevel componentLogLevel agentLogLevel nativeSidecar extraStatTags`,
    ).map((name) => `sidecar.istio.io/${name}`),
    'status.sidecar.istio.io/port',
    ...words('initialDelaySeconds periodSeconds failureThreshold applicationPorts').map(
      (name) => `readiness.status.sidecar.istio.io/${name}`,
    ),
    ...words(
      `includeOutboundIPRanges excludeOutboundIPRanges includeInboundPorts excludeInboundPorts excludeInterfaces
      includeOutboundPorts excludeOutboundPorts kubevirtInterfaces`,
    ).map((name) => `traffic.sidecar.istio.io/${name}`),
    ...words('config overrides').map((name) => `proxy.istio.io/${name}`),
    'inject.istio.io/templates',
    'istio.io/rev',
    'istio.io/reroute-virtual-interfaces',
    ...words('redirection bypass-inbound-capture dns-capture').map((name) => `ambient.istio.io/${name}`),
  ].map((name): Entry => [name, POD]),
  ...words('kubernetes-serviceaccounts canonical-serviceaccounts').map((name): Entry => [
    `alpha.istio.io/${name}`,
    ['Service'],
  ]),
  ['networking.istio.io/exportTo', ['Service']],
  ['traffic.istio.io/nodeSelector', ['Service']],
  ['networking.istio.io/traffic-distribution', ['Namespace', 'Service', 'ServiceEntry']],
  ['istio.io/use-waypoint-canary-weight', ['Service', 'ServiceEntry', 'Namespace']],
  ['kubernetes.io/ingress.class', ['Ingress']],
  ['galley.istio.io/analyze-suppress', ['Any']],
  ['gateway.istio.io/controller-version', ['Any']],
  ['istio.io/dry-run', ['AuthorizationPolicy']],
  ...words('autoRegistrationGroup workloadController connectedAt disconnectedAt').map((name): Entry => [
    `istio.io/${name}`,
    ['WorkloadEntry'],
  ]),
  ['topology.istio.io/controlPlaneClusters', ['Namespace']],
  ['ambient.istio.io/waypoint-inbound-binding', ['GatewayClass', 'Gateway']],
  ['gateway.istio.io/service-account', GATEWAY],
  ['gateway.istio.io/name-override', GATEWAY],
  ['networking.istio.io/service-type', GATEWAY],
]);

type Entry = readonly [string, readonly AnnotatedKind[]];

/**
 * Those that are deprecated, and what to write instead (`deprecated` there).
 */
export const DEPRECATED: ReadonlyMap<string, string> = new Map([
  ['sidecar.istio.io/inject', 'the label sidecar.istio.io/inject'],
  ['sidecar.istio.io/discoveryAddress', 'discoveryAddress in proxy.istio.io/config'],
  ...words('statsInclusionPrefixes statsInclusionSuffixes statsInclusionRegexps').map(
    (name): [string, string] => [`sidecar.istio.io/${name}`, 'proxyStatsMatcher in proxy.istio.io/config'],
  ),
  ['sidecar.istio.io/statsCompression', 'statsCompression in proxy.istio.io/config'],
  ['sidecar.istio.io/extraStatTags', 'extraStatTags in proxy.istio.io/config'],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', 'istio.io/reroute-virtual-interfaces'],
  ...words('kubernetes-serviceaccounts canonical-serviceaccounts').map((name): [string, string] => [
    `alpha.istio.io/${name}`,
    'nothing; it has no effect on workloads of Kubernetes',
  ]),
]);

/** Labels of Istio, which are nothing as annotations (istio.io/api 1.31, `label/labels.yaml`). */
export const LABELS: ReadonlySet<string> = new Set([
  'security.istio.io/tlsMode',
  ...words('canonical-name canonical-revision workload-name').map((name) => `service.istio.io/${name}`),
  'networking.istio.io/gatewayPort',
  'networking.istio.io/enable-autoallocate-ip',
  ...words('subzone network cluster locality').map((name) => `topology.istio.io/${name}`),
  'istio-injection',
]);

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
