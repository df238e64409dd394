import { fullHost, hostCovers } from '../../mesh/host.js';
import { itemsAt, objectAt, stringAt, stringsAt } from '../../mesh/fields.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { exportsOf, visibleIn } from '../../mesh/virtual-service.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { Manifest } from '../../model/manifest.js';

/** A DestinationRule. */
export interface HostRule {
  readonly manifest: Manifest;
  readonly namespace: string;
  /** In full, in lower case. */
  readonly host: string;
  readonly subsets: readonly string[];
  /** Whether it is for some clients of its namespace only. */
  readonly isSelective: boolean;
  readonly exportTo?: readonly string[] | undefined;
}

/** The DestinationRules of a set by their hosts. */
export interface RulesForHost {
  /** Those for just this host. */
  exactly(host: string): readonly HostRule[];
  /** Those for this host and for wildcards that it is one of. */
  covering(host: string): readonly HostRule[];
  /** Those that clients of a namespace use for a host of another. */
  applying(client: string, service: string, host: string): readonly HostRule[];
}

/**
 * Of the client's namespace, then of the service's, then of the root namespace the first that has any rule for the host;
 * in it the most specific (istio `pilot/pkg/model/push_context.go` destinationRule).
 */
export const rulesForHost = perMesh((mesh): RulesForHost => {
  const byHost = new Map<string, HostRule[]>();
  const wildcards: HostRule[] = [];
  for (const manifest of mesh.manifests.ofKind('networking.istio.io', 'DestinationRule')) {
    const rule = ruleOf(manifest, mesh.settings.exports.destinationRules);
    if (rule.host.startsWith('*')) wildcards.push(rule);
    const list = byHost.get(rule.host);
    if (list === undefined) byHost.set(rule.host, [rule]);
    else list.push(rule);
  }
  const exactly = (host: string): readonly HostRule[] => byHost.get(host.toLowerCase()) ?? [];
  const covering = (host: string): readonly HostRule[] => [
    ...exactly(host),
    ...wildcards.filter((rule) => rule.host !== host && hostCovers(rule.host, host)),
  ];
  return {
    exactly,
    covering,
    applying(client, service, host) {
      for (const namespace of new Set([client, service, mesh.assumptions.rootNamespace])) {
        const own = namespace === client;
        const rules = covering(host).filter(
          (rule) =>
            rule.namespace === namespace &&
            (own || (!rule.isSelective && visibleIn(client, namespace, rule.exportTo))),
        );
        const best = Math.max(...rules.map((rule) => rankOf(rule)));
        if (rules.length > 0) return rules.filter((rule) => rankOf(rule) === best);
      }
      return [];
    },
  };
});

/** The exact host, else the longest wildcard. */
function rankOf({ host }: HostRule): number {
  return host.startsWith('*') ? host.length : Number.POSITIVE_INFINITY;
}

function ruleOf(manifest: Manifest, defaults: readonly string[] | undefined): HostRule {
  const namespace = namespaceOf(manifest);
  return {
    manifest,
    namespace,
    host: fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespace).toLowerCase(),
    subsets: itemsAt(manifest, 'spec', 'subsets').flatMap((subset) => stringAt(subset, 'name') ?? []),
    isSelective: Object.keys(objectAt(manifest, 'spec', 'workloadSelector', 'matchLabels') ?? {}).length > 0,
    exportTo: exportsOf(manifest, defaults),
  };
}
