import type { FieldPath } from '../model/field-path.js';
import { refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { at, itemsAt, numberAt, objectAt, stringAt, stringsAt, type Field } from './fields.js';
import { block, blocks, subtract, type Addresses } from './ip-ranges.js';
import { labelSelector, type Selector } from './labels.js';
import { namespaceOf, transport, type Transport } from './workload.js';

/** The other side of a connection: addresses, or pods of some namespaces. */
export type NetworkPeer =
  | { readonly addresses: Addresses; readonly text: string }
  | {
      /** `undefined` is the namespace of the policy. */
      readonly namespaces?: Selector;
      /** `undefined` is every pod. */
      readonly pods?: Selector;
    };

/** Ports of a pod. */
export interface NetworkPort {
  readonly protocol: Transport;
  /** `undefined` is every port. */
  readonly port?: number | string;
  readonly endPort?: number;
}

/** One rule; without peers it holds for everyone, without ports for every port. */
export interface NetworkRule {
  readonly path: FieldPath;
  readonly peers?: readonly NetworkPeer[];
  readonly ports?: readonly NetworkPort[];
}

/** A NetworkPolicy. A direction that it does not govern is `undefined`; one without rules admits nothing. */
export interface NetworkPolicy {
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly selector: Selector;
  readonly ingress?: readonly NetworkRule[];
  readonly egress?: readonly NetworkRule[];
}

/**
 * Reads a NetworkPolicy. Without `policyTypes` it governs ingress, and egress if it has an egress rule (kubernetes
 * `pkg/apis/networking/v1/defaults.go`).
 */
export function networkPolicyOf(manifest: Manifest): NetworkPolicy {
  const types = at(manifest, 'spec', 'policyTypes');
  const governs =
    types === undefined
      ? ['Ingress', ...(itemsAt(manifest, 'spec', 'egress').length > 0 ? ['Egress'] : [])]
      : stringsAt(types);
  return {
    ref: refOf(manifest),
    namespace: namespaceOf(manifest),
    selector: labelSelector(at(manifest, 'spec', 'podSelector')),
    ...(governs.includes('Ingress') ? { ingress: rulesOf(manifest, 'ingress', 'from') } : {}),
    ...(governs.includes('Egress') ? { egress: rulesOf(manifest, 'egress', 'to') } : {}),
  };
}

function rulesOf(manifest: Manifest, direction: string, side: string): readonly NetworkRule[] {
  return itemsAt(manifest, 'spec', direction).map((rule, i) => {
    const [peers, ports] = [itemsAt(rule, side), itemsAt(rule, 'ports')];
    return {
      path: ['spec', direction, i],
      ...(peers.length === 0 ? {} : { peers: peers.map(peerOf) }),
      ...(ports.length === 0 ? {} : { ports: ports.map(portOf) }),
    };
  });
}

function peerOf(peer: Field): NetworkPeer {
  const ipBlock = objectAt(peer, 'ipBlock');
  if (ipBlock !== undefined) {
    const [cidr, except] = [stringAt(ipBlock, 'cidr') ?? '', stringsAt(ipBlock, 'except')];
    return { addresses: subtract(block(cidr), blocks(except)), text: cidr };
  }
  const [namespaces, pods] = [objectAt(peer, 'namespaceSelector'), objectAt(peer, 'podSelector')];
  return {
    ...(namespaces === undefined ? {} : { namespaces: labelSelector(namespaces) }),
    ...(pods === undefined ? {} : { pods: labelSelector(pods) }),
  };
}

function portOf(port: Field): NetworkPort {
  const number = at(port, 'port');
  const endPort = numberAt(port, 'endPort');
  return {
    protocol: transport(stringAt(port, 'protocol')),
    ...(typeof number === 'number' || typeof number === 'string' ? { port: number } : {}),
    ...(endPort === undefined ? {} : { endPort }),
  };
}
