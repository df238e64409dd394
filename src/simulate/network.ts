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
  const [first] = governing;
  if (first === undefined) {
    return { match: 'yes', reason: { layer, text: `no NetworkPolicy governs its ${direction}` } };
  }
  const rules = governing.flatMap((policy) =>
    (policy[direction] ?? []).filter((rule) => coversPort(rule, port)).map((rule) => ({ policy, rule })),
  );
  const target = `${port.number}/${port.protocol} ${direction === 'ingress' ? 'from' : 'to'} ${other.id}`;
  const found = rules.map((entry) => ({ ...entry, match: ruleMatch(entry.policy, entry.rule, other) }));
  const winner = found.find(({ match }) => match === 'yes') ?? found.find(({ match }) => match !== 'no');
  if (winner !== undefined) {
    // Blocks are joined before they are compared: two of them may cover together what neither does.
    const joined =
      winner.match === 'yes'
        ? winner.match
        : anyOf([
            winner.match,
            addressMatch(
              rules.flatMap(({ rule }) => rule.peers ?? []),
              other.address,
            ),
          ]);
    return {
      match: joined,
      reason: { layer, resource: winner.policy.ref, path: winner.rule.path, text: `admits ${target}` },
    };
  }
  const nearest = rules[0]?.policy ?? governing.find(({ selector }) => selector.length > 0) ?? first;
  const others = governing.filter((policy) => policy !== nearest).map(({ ref }) => formatRef(ref));
  const neither = others.length === 0 ? '' : `, and neither does ${others.join(' or ')}`;
  return {
    match: 'no',
    reason: {
      layer,
      resource: nearest.ref,
      path: ['spec', direction],
      text: `does not admit ${target}${neither}`,
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

function ruleMatch(policy: NetworkPolicy, { peers }: NetworkRule, other: NetworkEnd): Match {
  if (peers === undefined) return 'yes';
  const pods = anyOf(peers.map((peer) => podMatch(policy, peer, other)));
  return pods === 'yes' ? pods : anyOf([pods, addressMatch(peers, other.address)]);
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

function addressMatch(peers: readonly NetworkPeer[], space: AddressSpace): Match {
  const blocks = peers.filter((peer) => 'addresses' in peer);
  if (blocks.length === 0) return 'no';
  return within(
    space,
    union(blocks.map(({ addresses }) => addresses)),
    blocks.map(({ text }) => text).join(', '),
  );
}
