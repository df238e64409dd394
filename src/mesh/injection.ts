import type { KnownLabels, Labels } from './labels.js';
import type { Unmodelled } from './match.js';

/** What decides whether a pod gets a sidecar. */
export interface InjectedPod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly hostNetwork: boolean;
}

const INJECT = 'sidecar.istio.io/inject';

/**
 * Whether a pod gets a sidecar. The namespace decides which webhook sees the pod, then the pod may refuse; only in a
 * namespace without a word on it can a pod ask (istio `manifests/charts/istio-control/istio-discovery/templates/
 * mutatingwebhook.yaml`, `pkg/kube/inject/inject.go` injectRequired).
 */
export function injected(pod: InjectedPod, namespace: KnownLabels): boolean | Unmodelled {
  if (pod.hostNetwork) return false;
  const wish = pod.labels[INJECT] ?? pod.annotations[INJECT];
  if (wish === 'false') return false;
  const { labels } = namespace;
  if (
    labels['istio.io/dataplane-mode'] === 'ambient' ||
    pod.labels['istio.io/dataplane-mode'] === 'ambient'
  ) {
    return { unmodelled: 'ambient mode' };
  }
  const word = labels['istio-injection'];
  if (word !== undefined) return word === 'enabled';
  if (labels['istio.io/rev'] !== undefined) return true;
  const asks = pod.labels[INJECT] === 'true' || pod.labels['istio.io/rev'] !== undefined;
  if (asks) return true;
  return namespace.others === 'none'
    ? false
    : { unmodelled: `whether pods of Namespace ${pod.namespace}, which is not in the set, are injected` };
}
