import { textsAt } from '../../mesh/fields.js';
import { mapSelector, selects } from '../../mesh/labels.js';
import { suggest } from '../../model/suggest.js';
import { defineRule } from '../rule.js';

/** Gateways that the profiles and charts of Istio make (istio `manifests/charts/gateways`, `manifests/profiles`). */
const INSTALLED = /^(?:istio-)?(?:ingress|egress|eastwest)(?:gateway)?$/;

export const gatewaySelectorMatches = defineRule({
  id: 'gateway-selector-matches',
  severity: 'error',
  what: 'A Gateway selects labels that no gateway has.',
  why: 'No proxy opens its ports, so its hosts are not served.',
  fix: 'Select the labels of the pods of the gateway; those of the default installation have `istio: ingressgateway`.',
  equivalent: ['IST0101', 'KIA0302'],
  kinds: ['networking.istio.io/Gateway'],

  *check(manifest, mesh) {
    const labels = textsAt(manifest, 'spec', 'selector');
    const selector = mapSelector(labels);
    if (mesh.workloads.some((workload) => selects(selector, workload.labels) !== 'no')) return;
    const gateways = mesh.workloads.filter(({ proxy }) => proxy === 'gateway');
    const near = Object.entries(labels).flatMap(([key, value]) => {
      const meant = suggest(
        value,
        gateways.flatMap((gateway) => gateway.labels.labels[key] ?? []),
      );
      return meant === undefined ? [] : [{ key, meant }];
    })[0];
    if (near === undefined && Object.values(labels).some((value) => INSTALLED.test(value))) return;
    const isOwn = gateways.some(({ ref }) => ref !== undefined);
    yield {
      path: ['spec', 'selector', ...(near === undefined ? [] : [near.key])],
      // Without gateways in the set it may run outside.
      severity: near === undefined && !isOwn ? 'warning' : undefined,
      message: 'no pod of the set and no gateway that is assumed outside of it has these labels',
      fix: near === undefined ? undefined : `did you mean ${near.meant}?`,
    };
  },
});
