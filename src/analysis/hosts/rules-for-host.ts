import { fullHost, hostCovers } from '../../mesh/host.js';
import { itemsAt, objectAt, stringAt } from '../../mesh/fields.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { rulePlaces } from '../../mesh/rule-places.js';
import { exportsOf } from '../../mesh/virtual-service.js';
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

/** Of the first place that has any rule for the host, those for the most specific host. */
export const rulesForHost = perMesh((mesh): RulesForHost => {
  const byHost = new Map<string, HostRule[]>();
  /** Those with a wildcard that is not one of whole parts. */
  const others: HostRule[] = [];
  for (const manifest of mesh.manifests.ofKind('networking.istio.io', 'DestinationRule')) {
    const rule = ruleOf(manifest, mesh.settings.exports.destinationRules);
    if (/^\*[^.]/.test(rule.host)) others.push(rule);
    const list = byHost.get(rule.host);
    if (list === undefined) byHost.set(rule.host, [rule]);
    else list.push(rule);
  }
  const exactly = (host: string): readonly HostRule[] => byHost.get(host.toLowerCase()) ?? [];
  const covering = (host: string): readonly HostRule[] => [
    ...exactly(host),
    ...wildcardsOver(host).flatMap((wildcard) => exactly(wildcard)),
    ...others.filter((rule) => rule.host !== host && hostCovers(rule.host, host)),
  ];
  return {
    exactly,
    covering,
    applying(client, service, host) {
      for (const { namespace, takes } of rulePlaces(client, service, mesh.assumptions.rootNamespace)) {
        const rules = covering(host).filter(
          (rule) => rule.namespace === namespace && takes(rule.exportTo, rule.isSelective),
        );
        const best = rules.reduce((most, rule) => Math.max(most, rankOf(rule)), 0);
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

/** The wildcards of whole parts that cover a host, without itself. */
function wildcardsOver(host: string): readonly string[] {
  const parts = host.split('.');
  const all = parts.slice(1).map((_, i) => `*.${parts.slice(i + 1).join('.')}`);
  return [...all, '*'].filter((wildcard) => wildcard !== host.toLowerCase());
}
