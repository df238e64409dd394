import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../../model/assumptions.js';
import type { Config } from '../../model/config/schema.js';
import { isJsonObject } from '../../model/json.js';
import { withMeshConfig } from '../../mesh/load/mesh-config.js';

/** What a configuration says that is true outside of its sets; of the rest a default installation of Istio. */
export function assumedBy(config: Config): Assumptions {
  const { meshConfig, rootNamespace, trustDomain, nodeCidrs, podCidrs, gateways, services } = config;
  const { sharedNamespaces } = config;
  const given = withMeshConfig(DEFAULT_ASSUMPTIONS, isJsonObject(meshConfig) ? meshConfig : undefined);
  const [gateway = given.gateway, ...otherGateways] = gateways ?? [];
  return {
    ...given,
    rootNamespace: rootNamespace ?? given.rootNamespace,
    trustDomain: trustDomain ?? given.trustDomain,
    nodeCidrs: nodeCidrs ?? given.nodeCidrs,
    ...(podCidrs === undefined ? {} : { podCidrs }),
    gateway,
    ...(sharedNamespaces === undefined ? {} : { sharedNamespaces }),
    ...(otherGateways.length === 0 ? {} : { otherGateways }),
    ...(services === undefined
      ? {}
      : {
          services: services.map(({ host, ports }) => ({ host, ...(ports === undefined ? {} : { ports }) })),
        }),
  };
}
