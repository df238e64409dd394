import type { Assumptions } from '../model/assumptions.js';
import { at, numberAt, objectAt, stringAt, stringsAt } from './fields.js';

/** How proxies normalise paths (MeshConfig `pathNormalization`). */
export type Normalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/** The namespaces to which objects without `exportTo` are exported; `undefined` is everywhere. */
export interface DefaultExports {
  readonly services: readonly string[] | undefined;
  readonly virtualServices: readonly string[] | undefined;
  /** Of this list only the dot means something: the rule's own namespace alone (istio `push_context.go`). */
  readonly destinationRules: readonly string[] | undefined;
}

/**
 * What a MeshConfig says that decides how requests go, beside what {@link Assumptions} have as fields of their own
 * (https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/).
 */
export interface MeshSettings {
  readonly normalization: Normalization;
  /** Whether proxies speak mTLS to sidecars where no DestinationRule says what to speak. */
  readonly autoMtls: boolean;
  /** Other names of the trust domain. */
  readonly trustDomainAliases: readonly string[];
  readonly exports: DefaultExports;
  /** How often a proxy tries again where no route says so; `undefined` is Istio's default. */
  readonly retries: number | undefined;
  /** Whether proxies speak HTTP/2 to ports for HTTP where no DestinationRule says otherwise. */
  readonly upgradesHttp2: boolean;
}

/** Reads the settings; of what a MeshConfig does not say, Istio's defaults. */
export function meshSettings({ meshConfig }: Pick<Assumptions, 'meshConfig'>): MeshSettings {
  return {
    normalization: normalizationOf(stringAt(meshConfig, 'pathNormalization', 'normalization')),
    autoMtls: at(meshConfig, 'enableAutoMtls') !== false,
    trustDomainAliases: stringsAt(meshConfig, 'trustDomainAliases'),
    exports: {
      services: listAt(meshConfig, 'defaultServiceExportTo'),
      virtualServices: listAt(meshConfig, 'defaultVirtualServiceExportTo'),
      destinationRules: stringsAt(meshConfig, 'defaultDestinationRuleExportTo').includes('.')
        ? ['.']
        : undefined,
    },
    retries:
      objectAt(meshConfig, 'defaultHttpRetryPolicy') === undefined
        ? undefined
        : (numberAt(meshConfig, 'defaultHttpRetryPolicy', 'attempts') ?? 0),
    upgradesHttp2: stringAt(meshConfig, 'h2UpgradePolicy') === 'UPGRADE',
  };
}

/** DEFAULT is BASE (istio `pilot/pkg/networking/core/listener_builder.go`). */
function normalizationOf(name: string | undefined): Normalization {
  return name === 'NONE' || name === 'MERGE_SLASHES' || name === 'DECODE_AND_MERGE_SLASHES' ? name : 'BASE';
}

function listAt(meshConfig: Assumptions['meshConfig'], field: string): readonly string[] | undefined {
  const list = stringsAt(meshConfig, field);
  return list.length === 0 ? undefined : list;
}
