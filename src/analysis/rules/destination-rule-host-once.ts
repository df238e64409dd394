import { isDeepStrictEqual } from 'node:util';
import { at, itemsAt, objectAt, stringAt, stringsAt } from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import { namespaceOf } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { formatRef, refOf, type Manifest } from '../../model/manifest.js';
import { rulesForHost } from '../hosts/rules-for-host.js';
import { defineRule } from '../rule.js';

export const destinationRuleHostOnce = defineRule({
  id: 'destination-rule-host-once',
  severity: 'error',
  what: 'Two DestinationRules of a namespace are for the same host, and say different things.',
  why: 'Istio joins them: the traffic policy and the subsets of the older one win, and those of the other are dropped.',
  fix: 'Make them one.',
  equivalent: ['KIA0201'],
  kinds: ['networking.istio.io/DestinationRule'],

  *check(manifest, mesh) {
    const namespace = namespaceOf(manifest);
    const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespace);
    const same = rulesForHost(mesh)
      .exactly(host)
      .filter((rule) => rule.namespace === namespace)
      .map((rule) => rule.manifest);
    for (const other of same.slice(0, same.indexOf(manifest))) {
      const lost = lostIn(manifest, other);
      if (lost === undefined) continue;
      yield {
        ...lost,
        related: [{ manifest: other, path: ['spec', 'host'], message: 'is for the same host' }],
      };
      return;
    }
  },
});

/** Istio `pilot/pkg/model/destination_rule.go` mergeDestinationRule. */
function lostIn(
  rule: Manifest,
  other: Manifest,
): { readonly path: FieldPath; readonly message: string } | undefined {
  const name = formatRef(refOf(other));
  const selector = (manifest: Manifest) =>
    objectAt(manifest, 'spec', 'workloadSelector', 'matchLabels') ?? {};
  if (!isDeepStrictEqual(selector(rule), selector(other))) return undefined;
  const exportTo = (manifest: Manifest) => [...stringsAt(manifest, 'spec', 'exportTo')].sort();
  if (!isDeepStrictEqual(exportTo(rule), exportTo(other)))
    return {
      path: ['spec', 'host'],
      message: `${name} is for the host too and exported elsewhere, so they are not joined and one is ignored`,
    };
  const [own, first] = [at(rule, 'spec', 'trafficPolicy'), at(other, 'spec', 'trafficPolicy')];
  if (own !== undefined && first !== undefined && !isDeepStrictEqual(own, first))
    return { path: ['spec', 'trafficPolicy'], message: `${name} has a traffic policy for the host too` };
  const subsets = itemsAt(other, 'spec', 'subsets');
  for (const [i, subset] of itemsAt(rule, 'spec', 'subsets').entries()) {
    const twin = subsets.find((one) => stringAt(one, 'name') === stringAt(subset, 'name'));
    if (twin === undefined || isDeepStrictEqual(twin, subset)) continue;
    return {
      path: ['spec', 'subsets', i],
      message: `${name} has a subset ${stringAt(subset, 'name') ?? ''} of the host too`,
    };
  }
  return undefined;
}
