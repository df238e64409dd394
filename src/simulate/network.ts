import { within } from '../mesh/address-space.js';
import type { AddressSpace } from '../mesh/address-space.js';
import { union } from '../mesh/ip-ranges.js';
import { selects } from '../mesh/labels.js';
import { allOf, anyOf, definite, type Match } from '../mesh/match.js';
import type { Mesh } from '../mesh/mesh.js';
import type { NetworkPeer, NetworkPolicy, NetworkRule } from '../mesh/network-policy.js';
import type { WorkloadPort } from '../mesh/service-index.js';
import { formatRef } from '../model/manifest.js';
import type { CallingParty } from './caller.js';
import type { Reason } from './verdict.js';

/** Whether packets pass one side's NetworkPolicies, and why. */
export interface NetworkAnswer {
  readonly match: Match;
  readonly reason: Reason;
}

/** One end of a connection, as a NetworkPolicy of the other sees it. */
export interface NetworkEnd {
  readonly id: string;
  readonly address: AddressSpace;
  readonly pod?: CallingParty['pod'];
}

/**
 * Whether the policies of a pod admit the other end of a connection, in one direction. Policies add up: what one
 * admits is admitted, and a pod that none selects takes everything
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/).
 */
export function networkAdmits(
  policies: readonly NetworkPolicy[],
  direction: 'ingress' | 'egress',
  other: NetworkEnd,
  port: WorkloadPort,
): NetworkAnswer {
  const governing = policies.filter((policy) => policy[direction] !== undefined);
  const layer = 'network-policy';
  if (governing.length === 0) {
    return { match: 'yes', reason: { layer, text: `no NetworkPolicy governs its ${direction}` } };
  }
  const rules = governing.flatMap((policy) =>
    (policy[direction] ?? []).filter((rule) => coversPort(rule, port)).map((rule) => ({ policy, rule })),
  );
  const byPeer = rules.map(({ policy, rule }) => ({ policy, rule, match: peersMatch(policy, rule, other) }));
  const byAddress = addressMatch(
    rules.flatMap(({ rule }) => rule.peers ?? []),
    other.address,
  );
  const match = anyOf([...byPeer.map((found) => found.match), byAddress]);
  const winner = byPeer.find((found) => found.match !== 'no') ?? byPeer[0];
  const nearest = winner ?? {
    policy: governing.find(({ selector }) => selector.length > 0) ?? governing[0],
    rule: { path: ['spec', direction] },
  };
  const names = governing.map(({ ref }) => formatRef(ref)).join(' and ');
  const side = direction === 'ingress' ? 'from' : 'to';
  return {
    match,
    reason: {
      layer,
      ...(nearest.policy === undefined ? {} : { resource: nearest.policy.ref }),
      path: winner === undefined || match === 'no' ? ['spec', direction] : nearest.rule.path,
      text:
        match === 'no'
          ? `no ${direction} rule of ${names} admits port ${port.number}/${port.protocol} ${side} ${other.id}`
          : `${nearest.policy === undefined ? names : formatRef(nearest.policy.ref)} admits port ${port.number}/${port.protocol} ${side} ${other.id}`,
    },
  };
}

/** The policies that hold for a workload; none do for pods on the network of their node. */
export function networkPoliciesOf(mesh: Mesh, workload: CallingParty['workload']): readonly NetworkPolicy[] {
  return workload === undefined || workload.hostNetwork ? [] : mesh.networkPolicies(workload);
}

function coversPort({ ports }: NetworkRule, target: WorkloadPort): boolean {
  if (ports === undefined) return true;
  return ports.some(({ protocol, port, endPort }) => {
    if (protocol !== target.protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'string') return target.names.includes(port);
    return target.number >= port && target.number <= (endPort ?? port);
  });
}

function peersMatch(policy: NetworkPolicy, rule: NetworkRule, other: NetworkEnd): Match {
  if (rule.peers === undefined) return 'yes';
  return anyOf([
    ...rule.peers.map((peer) => podMatch(policy, peer, other)),
    addressMatch(rule.peers, other.address),
  ]);
}

function podMatch(policy: NetworkPolicy, peer: NetworkPeer, { pod }: NetworkEnd): Match {
  if ('addresses' in peer || pod === undefined) return 'no';
  const { namespaces, pods } = peer;
  const inNamespace =
    namespaces === undefined
      ? definite(pod.namespace === policy.namespace)
      : selects(namespaces, pod.namespaceLabels);
  return allOf([inNamespace, pods === undefined ? 'yes' : selects(pods, pod.labels)]);
}

/** Blocks are joined before they are compared: two of them together may cover what neither does. */
function addressMatch(peers: readonly NetworkPeer[], space: AddressSpace): Match {
  const blocks = peers.filter((peer) => 'addresses' in peer);
  if (blocks.length === 0) return 'no';
  return within(
    space,
    union(blocks.map(({ addresses }) => addresses)),
    blocks.map(({ text }) => text).join(', '),
  );
}
