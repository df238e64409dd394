import type { FieldPath } from '../model/field-path.js';
import { formatRef, refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { at, itemsAt, numberAt, stringAt, textsAt, type Field } from './fields.js';
import { fullHost, hostCovers } from './host.js';
import { mapSelector, selects, type Labels, type Selector } from './labels.js';
import type { Unmodelled } from './match.js';
import type { DefaultExports } from './mesh-settings.js';
import { rulePlaces } from './rule-places.js';
import type { Service } from './service.js';
import { exportsOf } from './virtual-service.js';
import { namespaceOf, type Workload } from './workload.js';

/** What a client's proxy speaks to a host. */
export type ClientTls =
  | { readonly mode: 'mtls' }
  | { readonly mode: 'plaintext'; readonly resource: ResourceRef; readonly path: FieldPath }
  | Unmodelled;

/** What the DestinationRules of a set say of calls. */
export interface DestinationRules {
  /** What a client speaks to a port of a Service. Without a word on it, mTLS to whatever takes it. */
  tls(client: Workload, service: Service, port: number): ClientTls;
  /** The labels of a subset; `undefined` if no rule that holds has it. */
  subset(client: Workload, service: Service, name: string): Labels | undefined;
}

interface Rule {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly host: string;
  readonly selector: Selector;
  readonly exportTo?: readonly string[];
}

/**
 * Reads DestinationRules. Of the first namespace that has any, those for the most specific host hold; rules for one host
 * are joined (istio `pilot/pkg/model/destination_rule.go` mergeDestinationRule).
 */
export function destinationRules(
  manifests: readonly Manifest[],
  rootNamespace: string,
  defaults?: DefaultExports,
): DestinationRules {
  const index = new Map<string, Rule[]>();
  for (const rule of manifests.map((manifest) => ruleOf(manifest, defaults))) {
    const key = `${rule.namespace}|${rule.host.startsWith('*') ? '*' : rule.host}`;
    const list = index.get(key);
    if (list === undefined) index.set(key, [rule]);
    else list.push(rule);
  }
  const holding = (client: Workload, { namespace, host }: Service): readonly Rule[] => {
    for (const place of rulePlaces(client.namespace, namespace, rootNamespace)) {
      const candidates = [host, '*'].flatMap((key) => index.get(`${place.namespace}|${key}`) ?? []);
      const rules = candidates.filter(
        (rule) =>
          hostCovers(rule.host, host) &&
          place.takes(rule.exportTo, rule.selector.length > 0) &&
          selects(rule.selector, client.labels) !== 'no',
      );
      const selecting = rules.filter(({ selector }) => selector.length > 0);
      const found = mostSpecific(selecting.length > 0 ? selecting : rules);
      if (found.length > 0) return found;
    }
    return [];
  };
  return {
    tls: (client, service, port) => tlsOf(holding(client, service), port),
    subset(client, service, name) {
      for (const { manifest } of holding(client, service)) {
        const found = itemsAt(manifest, 'spec', 'subsets').find(
          (subset) => stringAt(subset, 'name') === name,
        );
        if (found !== undefined) return textsAt(found, 'labels');
      }
      return undefined;
    },
  };
}

function ruleOf(manifest: Manifest, defaults: DefaultExports | undefined): Rule {
  const namespace = namespaceOf(manifest);
  const exportTo = exportsOf(manifest, defaults?.destinationRules);
  return {
    manifest,
    namespace,
    host: fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespace),
    selector: mapSelector(textsAt(manifest, 'spec', 'workloadSelector', 'matchLabels')),
    ...(exportTo === undefined ? {} : { exportTo }),
  };
}

/** The exact host, else the longest wildcard. */
function mostSpecific(rules: readonly Rule[]): readonly Rule[] {
  const rank = ({ host }: Rule): number => (host.startsWith('*') ? host.length : Number.POSITIVE_INFINITY);
  const best = rules.reduce((most, rule) => Math.max(most, rank(rule)), 0);
  return rules.filter((rule) => rank(rule) === best);
}

/** Of several traffic policies the oldest wins, which manifests do not tell. */
function tlsOf(rules: readonly Rule[], port: number): ClientTls {
  const [first, ...others] = rules.filter(
    ({ manifest }) => at(manifest, 'spec', 'trafficPolicy') !== undefined,
  );
  if (first === undefined) return subsetTls(rules) ?? { mode: 'mtls' };
  const tls = modeOf(first, port);
  const other = others.find((rule) => JSON.stringify(modeOf(rule, port).mode) !== JSON.stringify(tls.mode));
  if (other !== undefined) {
    return {
      unmodelled: `which of ${formatRef(refOf(first.manifest))} and ${formatRef(refOf(other.manifest))} is older`,
    };
  }
  const { mode, path } = tls;
  if (mode === undefined || mode === 'ISTIO_MUTUAL') return subsetTls(rules) ?? { mode: 'mtls' };
  const resource = refOf(first.manifest);
  if (mode !== 'DISABLE') return { unmodelled: `TLS mode ${mode} of ${formatRef(resource)}` };
  return { mode: 'plaintext', resource, path };
}

/** A port replaces what is said for all; `tls` without mode is DISABLE, its zero value. */
function modeOf(
  { manifest }: Rule,
  port: number,
): { readonly mode: string | undefined; readonly path: FieldPath } {
  const index = itemsAt(manifest, 'spec', 'trafficPolicy', 'portLevelSettings').findIndex(
    (settings) => numberAt(settings, 'port', 'number') === port,
  );
  const path = ['spec', 'trafficPolicy', ...(index === -1 ? [] : ['portLevelSettings', index]), 'tls'];
  const tls: Field = at(manifest, ...path);
  return { mode: tls === undefined ? undefined : (stringAt(tls, 'mode') ?? 'DISABLE'), path };
}

function subsetTls(rules: readonly Rule[]): Unmodelled | undefined {
  const rule = rules.find(({ manifest }) =>
    itemsAt(manifest, 'spec', 'subsets').some((subset) => at(subset, 'trafficPolicy', 'tls') !== undefined),
  );
  return rule === undefined
    ? undefined
    : { unmodelled: `TLS of a subset of ${formatRef(refOf(rule.manifest))}` };
}
