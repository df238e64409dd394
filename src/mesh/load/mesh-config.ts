import { load } from 'js-yaml';
import type { Assumptions } from '../../model/assumptions.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { Manifest } from '../../model/manifest.js';
import { objectAt, stringAt } from '../fields.js';
import { kubeSchema } from './kube-schema.js';
import { excessOf } from './measure.js';
import type { LoadedSet } from './load-set.js';

/**
 * The MeshConfig that a set has: that of its IstioOperator, or of the ConfigMap `istio` in the root namespace, from which
 * istiod reads it (https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/).
 * @returns nothing if there is none, or it is no YAML
 */
export function meshConfigIn(
  { manifests, installations }: Pick<LoadedSet, 'manifests' | 'installations'>,
  rootNamespace: string,
): JsonObject | undefined {
  const installation = installations.find((one) => objectAt(one, 'spec', 'meshConfig') !== undefined);
  if (installation !== undefined) return objectAt(installation, 'spec', 'meshConfig');
  const map = meshConfigMapIn(manifests, rootNamespace);
  return map === undefined ? undefined : parsed(stringAt(map, 'data', 'mesh') ?? '');
}

/** The ConfigMap that has the MeshConfig: `istio`, or that of the only revision, `istio-<revision>`. */
export function meshConfigMapIn(manifests: readonly Manifest[], rootNamespace: string): Manifest | undefined {
  const maps = manifests.filter(
    ({ apiVersion, kind, metadata, ...rest }) =>
      apiVersion === 'v1' &&
      kind === 'ConfigMap' &&
      /^istio(?:-|$)/.test(metadata.name) &&
      metadata['namespace'] === rootNamespace &&
      stringAt(rest, 'data', 'mesh') !== undefined,
  );
  const [only, ...others] = maps;
  return maps.find(({ metadata }) => metadata.name === 'istio') ?? (others.length === 0 ? only : undefined);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = load(text, { schema: kubeSchema(), json: true });
    return excessOf(value, text.length) === undefined && isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a MeshConfig says in place of what is assumed. */
export function withMeshConfig(assumed: Assumptions, meshConfig: JsonObject | undefined): Assumptions {
  if (meshConfig === undefined) return assumed;
  return {
    ...assumed,
    meshConfig,
    rootNamespace: stringAt(meshConfig, 'rootNamespace') ?? assumed.rootNamespace,
    trustDomain: stringAt(meshConfig, 'trustDomain') ?? assumed.trustDomain,
    outboundTrafficPolicy: outboundOf(meshConfig) ?? assumed.outboundTrafficPolicy,
  };
}

/**
 * A policy without a mode is REGISTRY_ONLY, the zero of the enum: a field that is given replaces the default as a whole
 * (istio pkg/config/mesh/mesh.go, ApplyMeshConfig; golang/protobuf jsonpb/decode.go).
 */
function outboundOf(meshConfig: JsonObject): Assumptions['outboundTrafficPolicy'] | undefined {
  const policy = objectAt(meshConfig, 'outboundTrafficPolicy');
  if (policy === undefined) return undefined;
  return (stringAt(policy, 'mode') ?? 'REGISTRY_ONLY') === 'REGISTRY_ONLY' ? 'REGISTRY_ONLY' : 'ALLOW_ANY';
}
