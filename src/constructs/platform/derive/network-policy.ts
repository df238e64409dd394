import type { KubernetesKinds } from '../../kubernetes/kinds.js';
import { KubernetesObject } from '../../kubernetes/object.js';
import { isInner } from '../call.js';
import { podSelector } from '../labels.js';
import type { Traffic } from '../traffic.js';
import type { Workload } from '../workload.js';
import {
  anywhereOutside,
  nodes,
  podsIn,
  podsOf,
  tcpPort,
  type Peer,
  type PolicyPort,
} from './network-peers.js';

/** Where the sidecar serves its own metrics and the program's, merged
 *  (https://istio.io/latest/docs/ops/integrations/prometheus/#option-1-metrics-merging). */
const MERGED_METRICS = 15_020;
/** Without a number a port of a policy stands for all of its protocol. */
const ANY_UDP: readonly PolicyPort[] = [{ protocol: 'UDP' }];
/** Where istiod hands out configuration and certificates. */
const ISTIOD = 15_012;

/**
 * Who may open connections to the pods. The kubelet's probes need no rule: a node may always reach its own pods
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/). To pods on the network of their node no
 * NetworkPolicy applies.
 */
export function inboundNetworkPolicy(workload: Workload, traffic: Traffic): void {
  if (!workload.injected) return;
  const { platform, props } = workload;
  const peers = new Map<number, Peer[]>();
  const admit = (port: number, peer: Peer): void => {
    const list = peers.get(port) ?? [];
    if (!list.some((other) => JSON.stringify(other) === JSON.stringify(peer))) list.push(peer);
    peers.set(port, list);
  };
  for (const { caller, to } of traffic.callsTo(workload)) {
    for (const peer of caller.injected ? [podsOf(caller, workload)] : nodes(platform)) admit(to.number, peer);
  }
  const { gateway } = platform.mesh;
  for (const { to } of traffic.routesTo(workload))
    admit(to.number, podsIn(gateway.namespace, gateway.labels));
  if (platform.spans?.port.workload === workload) {
    const { number } = platform.spans.port;
    for (const name of platform.namespaceNames) admit(number, podsIn(name));
    admit(number, podsIn(gateway.namespace, gateway.labels));
  }
  admit(MERGED_METRICS, podsIn(platform.props.prometheus.namespace, platform.props.prometheus.labels));
  const rules = [...peers]
    .sort(([a], [b]) => a - b)
    .map(([port, from]) => ({ from, ports: [tcpPort(port)] }));
  const media = Object.values(props.media?.ports ?? {}).map(({ number, protocol }): PolicyPort => ({
    port: number,
    protocol,
  }));
  policy(workload, 'inbound', {
    podSelector: { matchLabels: podSelector(workload.name) },
    policyTypes: ['Ingress'],
    ingress: [
      ...rules,
      ...(props.udpAmongPods === true ? [{ from: [podsOf(workload, workload)], ports: ANY_UDP }] : []),
      ...(media.length === 0 ? [] : [{ ports: media }]),
    ],
  });
}

/** To whom the pods may open connections. */
export function outboundNetworkPolicy(workload: Workload): void {
  if (!workload.injected) return;
  const { platform, props } = workload;
  const rules: { readonly to: readonly Peer[]; readonly ports: readonly PolicyPort[] }[] = [];
  for (const call of workload.outgoing) {
    const to = isInner(call)
      ? call.to.workload.injected
        ? [podsOf(call.to.workload, workload)]
        : nodes(platform)
      : anywhereOutside(platform);
    rules.push({ to, ports: [tcpPort(call.to.number)] });
  }
  const spans = platform.spans?.port;
  if (spans !== undefined && spans.workload !== workload)
    rules.push({ to: [podsOf(spans.workload, workload)], ports: [tcpPort(spans.number)] });
  policy(workload, 'outbound', {
    podSelector: { matchLabels: podSelector(workload.name) },
    policyTypes: ['Egress'],
    egress: [
      {
        to: [podsIn('kube-system', { 'k8s-app': 'kube-dns' })],
        ports: [{ port: 53, protocol: 'UDP' }, tcpPort(53)],
      },
      { to: [podsIn(platform.mesh.rootNamespace, { app: 'istiod' })], ports: [tcpPort(ISTIOD)] },
      ...merged(rules),
      ...(props.udpAmongPods === true ? [{ to: [podsOf(workload, workload)], ports: ANY_UDP }] : []),
      // Media goes to wherever the participants are.
      ...(props.media === undefined ? [] : [{ to: anywhereOutside(platform) }]),
    ],
  });
}

/** Rules to the same peers become one, in the order of the peers' text. */
function merged(rules: readonly { readonly to: readonly Peer[]; readonly ports: readonly PolicyPort[] }[]) {
  const byPeers = new Map<string, { to: readonly Peer[]; ports: Map<string, PolicyPort> }>();
  for (const { to, ports } of rules) {
    const key = JSON.stringify(to);
    const entry = byPeers.get(key) ?? { to, ports: new Map<string, PolicyPort>() };
    for (const port of ports) entry.ports.set(`${port.protocol}/${String(port.port).padStart(5, '0')}`, port);
    byPeers.set(key, entry);
  }
  return [...byPeers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { to, ports }]) => ({
      to,
      ports: [...ports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port),
    }));
}

type Spec = NonNullable<KubernetesKinds['NetworkPolicy']['spec']>;

function policy(workload: Workload, direction: 'inbound' | 'outbound', spec: Spec): void {
  const name = `${workload.name}-${direction}`;
  new KubernetesObject(
    workload,
    `network-policy-${direction}`,
    'NetworkPolicy',
    { name, namespace: workload.namespace },
    { spec },
  );
}
