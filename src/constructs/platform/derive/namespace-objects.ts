import { AuthorizationPolicy } from '../../istio/authorization-policy.js';
import { PeerAuthentication } from '../../istio/peer-authentication.js';
import { Telemetry } from '../../istio/telemetry.js';
import { KubernetesObject } from '../../kubernetes/object.js';
import type { Platform } from '../platform.js';
import type { NamespaceProps } from '../platform-props.js';
import { tracingOf, VERSION_VARIABLE } from '../spans.js';

/** The chart in which all Namespaces are, applied before everything else. */
const NAMESPACES = '00-namespaces';
/** The chart of what holds for a whole namespace. */
const DEFAULTS = 'defaults';

/** The namespaces, and what holds in them for whatever declares nothing: mTLS, and no for an answer. */
export function namespaceObjects(platform: Platform): void {
  for (const namespace of platform.props.namespaces) {
    const { name } = namespace;
    const injected = platform.workloads.some((workload) => workload.namespace === name && workload.injected);
    new KubernetesObject(
      platform.sharedChart(NAMESPACES, { name: platform.props.name }),
      name,
      'Namespace',
      { name, labels: namespaceLabels(platform, namespace, injected) },
      {},
    );
    const scope = platform.sharedChart(DEFAULTS, { name: platform.props.name });
    new KubernetesObject(
      scope,
      `${name}-network-policy`,
      'NetworkPolicy',
      { name: 'default-deny', namespace: name },
      {
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      },
    );
    // Without a proxy in the namespace these would do nothing.
    if (injected) proxyDefaults(platform, name);
  }
}

/**
 * Pod Security: sidecars without the CNI plugin need an init container with NET_ADMIN, which only `privileged` admits;
 * with it, `restricted` holds (https://istio.io/latest/docs/setup/additional-setup/pod-security-admission/). `baseline`
 * fits neither host ports nor that init container.
 */
function namespaceLabels(
  platform: Platform,
  namespace: NamespaceProps,
  injected: boolean,
): Record<string, string> {
  const level = namespace.media === true || !platform.mesh.cni ? 'privileged' : 'restricted';
  return {
    'istio-injection': injected ? 'enabled' : 'disabled',
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/warn': level,
  };
}

function proxyDefaults(platform: Platform, namespace: string): void {
  const scope = platform.sharedChart(DEFAULTS, { name: platform.props.name });
  const { spans } = platform;
  new PeerAuthentication(scope, `${namespace}-peer-authentication`, {
    name: 'default',
    namespace,
    mtls: { mode: 'STRICT' },
  });
  // No rules at all: nothing is allowed that another policy does not allow.
  new AuthorizationPolicy(scope, `${namespace}-authorization-policy`, { name: 'default-deny', namespace });
  new Telemetry(scope, `${namespace}-telemetry`, {
    name: 'default',
    namespace,
    ...(spans === undefined
      ? {}
      : {
          tracing: [
            tracingOf(spans, {
              environment: { literal: { value: platform.props.environment } },
              service_version: { environment: { name: VERSION_VARIABLE, defaultValue: 'unknown' } },
            }),
          ],
        }),
    accessLogging: [{ providers: [{ name: 'envoy' }], filter: { expression: 'response.code >= 400' } }],
  });
}
