import {
  at,
  itemsAt,
  numberAt,
  objectAt,
  stringAt,
  stringsAt,
  textsAt,
  type Field,
} from '../../mesh/fields.js';
import { fullHost } from '../../mesh/host.js';
import type { Labels } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import type { DefaultExports } from '../../mesh/mesh-settings.js';
import type { RegistryService } from '../../mesh/registry.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { refOf, type Manifest, type ResourceRef } from '../../model/manifest.js';
import { mostSpecific } from './host-match.js';

/** A subset of an effective rule. */
export interface RuleSubset {
  readonly ref: ResourceRef;
  readonly path: FieldPath;
  readonly labels: Labels;
  readonly policy: Field;
}

/** Rules for one host, merged: subsets add up, the oldest traffic policy holds. */
export interface EffectiveRule {
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly selector?: Labels;
  readonly exportTo: readonly string[];
  readonly policy?: { readonly ref: ResourceRef; readonly value: Field };
  readonly subsets: ReadonlyMap<string, RuleSubset>;
}

/** Finds the rule that holds for a client and a service. */
export type RuleFor = (client: Workload, service: RegistryService) => EffectiveRule | undefined;

/** Rules by host. */
type Table = Map<string, EffectiveRule[]>;

interface Tables {
  /** All of a namespace, for its own clients. */
  readonly local: Map<string, Table>;
  readonly exported: Map<string, Table>;
  /** Those that the root namespace keeps to itself. */
  readonly rootOnly: Table;
}

/** Reads DestinationRules (istio `pilot/pkg/model/push_context.go` setDestinationRules, destinationRule). */
export function effectiveRules(mesh: Mesh): RuleFor {
  const root = mesh.assumptions.rootNamespace;
  const tables: Tables = { local: new Map(), exported: new Map(), rootOnly: new Map() };
  const isSelecting = (manifest: Manifest): boolean => at(manifest, 'spec', 'workloadSelector') !== undefined;
  const all = mesh.objects('DestinationRule');
  for (const manifest of [...all.filter(isSelecting), ...all.filter((one) => !isSelecting(one))]) {
    file(manifest, tables, root, mesh.settings.exports);
  }
  const cache = new Map<string, readonly EffectiveRule[]>();
  const candidates = (client: string, service: RegistryService): readonly EffectiveRule[] => {
    const key = `${client}|${service.namespace}|${service.host}`;
    let found = cache.get(key);
    if (found === undefined) cache.set(key, (found = lookUp(tables, client, service, root)));
    return found;
  };
  return (client, service) => {
    const rules = candidates(client.namespace, service);
    const selecting = rules.find(
      ({ selector, namespace }) =>
        selector !== undefined &&
        namespace === client.namespace &&
        Object.entries(selector).every(([name, value]) => client.labels.labels[name] === value),
    );
    return selecting ?? rules.findLast(({ selector }) => selector === undefined);
  };
}

function file(manifest: Manifest, tables: Tables, root: string, defaults: DefaultExports): void {
  const namespace = namespaceOf(manifest);
  const rule = ruleOf(manifest, namespace);
  const host = fullHost(stringAt(manifest, 'spec', 'host') ?? '', namespace);
  const { exportTo } = rule;
  if (exportTo.length === 0 || ['*', '.', namespace].some((name) => exportTo.includes(name))) {
    merge(tableOf(tables.local, namespace), host, rule);
  }
  const isPrivate =
    exportTo.length === 0
      ? defaults.destinationRules !== undefined
      : exportTo.length === 1 && (exportTo[0] === '.' || exportTo[0] === namespace);
  if (!isPrivate) merge(tableOf(tables.exported, namespace), host, rule);
  else if (namespace === root) merge(tables.rootOnly, host, rule);
}

function tableOf(tables: Map<string, Table>, namespace: string): Table {
  const table = tables.get(namespace) ?? new Map<string, EffectiveRule[]>();
  tables.set(namespace, table);
  return table;
}

function lookUp(
  { local, exported, rootOnly }: Tables,
  client: string,
  { host, namespace }: RegistryService,
  root: string,
): readonly EffectiveRule[] {
  const own = inTable(client === root ? rootOnly : local.get(client), host);
  if (own !== undefined) return own;
  for (const owner of [namespace, root]) {
    const rules = (inTable(exported.get(owner), host) ?? []).filter(
      ({ exportTo }) => exportTo.length === 0 || exportTo.includes('*') || exportTo.includes(client),
    );
    if (rules.length > 0) return rules;
  }
  return [];
}

function inTable(table: Table | undefined, host: string): readonly EffectiveRule[] | undefined {
  if (table === undefined) return undefined;
  return table.get(host) ?? table.get(mostSpecific(host, table.keys()) ?? '');
}

function ruleOf(manifest: Manifest, namespace: string): EffectiveRule {
  const ref = refOf(manifest);
  const selector = objectAt(manifest, 'spec', 'workloadSelector');
  const policy = at(manifest, 'spec', 'trafficPolicy');
  return {
    ref,
    namespace,
    ...(selector === undefined ? {} : { selector: textsAt(selector, 'matchLabels') }),
    exportTo: selector === undefined ? stringsAt(manifest, 'spec', 'exportTo') : ['.'],
    ...(policy === undefined ? {} : { policy: { ref, value: policy } }),
    subsets: new Map(
      itemsAt(manifest, 'spec', 'subsets').map((subset, i) => [
        stringAt(subset, 'name') ?? '',
        {
          ref,
          path: ['spec', 'subsets', i],
          labels: textsAt(subset, 'labels'),
          policy: at(subset, 'trafficPolicy'),
        },
      ]),
    ),
  };
}

/** Rules for one host join if they are for the same clients (istio `destination_rule.go` mergeDestinationRule). */
function merge(table: Table, host: string, rule: EffectiveRule): void {
  const list = table.get(host);
  if (list === undefined) {
    table.set(host, [rule]);
    return;
  }
  let separate = true;
  for (const [i, other] of list.entries()) {
    const same = sameSet(rule.exportTo, other.exportTo);
    const wider = other.exportTo.length > 0 && other.exportTo.every((name) => rule.exportTo.includes(name));
    if (!same && !wider) {
      separate = true;
      continue;
    }
    const [a, b] = [rule.selector, other.selector];
    if (a !== undefined && b !== undefined && !sameLabels(a, b)) {
      separate = true;
      continue;
    }
    separate = !(a === undefined) === (b === undefined);
    list[i] = {
      ...other,
      subsets: new Map([...rule.subsets, ...other.subsets]),
      ...(other.policy === undefined && rule.policy !== undefined ? { policy: rule.policy } : {}),
    };
  }
  if (separate) list.push(rule);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((name) => b.includes(name)) && b.every((name) => a.includes(name));
}

function sameLabels(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Settings of a port and a subset, and where they are written. */
export interface TlsSettings {
  readonly ref: ResourceRef;
  readonly path: FieldPath;
  readonly value: Field;
}

/** The client's TLS settings. */
export function tlsSettings(
  rule: EffectiveRule | undefined,
  subset: RuleSubset | undefined,
  port: number,
): TlsSettings | undefined {
  return settings(rule, subset, port, 'tls');
}

/** The simple load balancer that is asked for, if one is. */
export function balancer(
  rule: EffectiveRule | undefined,
  subset: RuleSubset | undefined,
  port: number,
): string | undefined {
  return stringAt(settings(rule, subset, port, 'loadBalancer')?.value, 'simple');
}

/** Whether clients' proxies are to speak HTTP/2 to a port for HTTP; `undefined` if nothing is said of it. */
export function upgradesHttp2(
  rule: EffectiveRule | undefined,
  subset: RuleSubset | undefined,
  port: number,
): boolean | undefined {
  const pool = settings(rule, subset, port, 'connectionPool')?.value;
  // The default of the mesh does not count either (istio `core/cluster_traffic_policy.go` shouldH2Upgrade).
  if (at(pool, 'http', 'useClientProtocol') === true) return false;
  const policy = stringAt(pool, 'http', 'h2UpgradePolicy') ?? 'DEFAULT';
  return policy === 'DEFAULT' ? undefined : policy === 'UPGRADE';
}

/**
 * What is said of a port replaces what is said of all, and what a subset says comes first
 * (istio `pilot/pkg/networking/util/util.go` GetPortLevelTrafficPolicy, MergeSubsetTrafficPolicy).
 */
function settings(
  rule: EffectiveRule | undefined,
  subset: RuleSubset | undefined,
  port: number,
  field: string,
): TlsSettings | undefined {
  if (subset?.policy !== undefined) {
    if (portIndex(subset.policy, port) !== -1) {
      // Such an entry of a subset replaces all of the rule's own, also by nothing.
      return settingsIn(subset.policy, port, field, subset.ref, [...subset.path, 'trafficPolicy']);
    }
    const found = settingsIn(subset.policy, port, field, subset.ref, [...subset.path, 'trafficPolicy']);
    if (found !== undefined) return found;
  }
  if (rule?.policy === undefined) return undefined;
  return settingsIn(rule.policy.value, port, field, rule.policy.ref, ['spec', 'trafficPolicy']);
}

function settingsIn(
  policy: Field,
  port: number,
  field: string,
  ref: ResourceRef,
  path: FieldPath,
): TlsSettings | undefined {
  const index = portIndex(policy, port);
  const within = index === -1 ? [] : ['portLevelSettings', index];
  const value = at(policy, ...within, field);
  return value === undefined ? undefined : { ref, path: [...path, ...within, field], value };
}

function portIndex(policy: Field, port: number): number {
  return itemsAt(policy, 'portLevelSettings').findIndex(
    (found) => numberAt(found, 'port', 'number') === port,
  );
}

/**
 * The mode by which istiod marks the endpoints of a cluster, where the cluster itself has no TLS settings. Other than
 * those it is inherited by ports that have an entry without it (istio `pilot/pkg/xds/endpoints/mtls_checker.go`).
 */
export function endpointTlsMode(
  rule: EffectiveRule | undefined,
  subset: RuleSubset | undefined,
  port: number,
): string | undefined {
  const modeIn = (policy: Field): string | undefined => {
    const own = at(policy, 'portLevelSettings', portIndex(policy, port), 'tls');
    const tls = own ?? at(policy, 'tls');
    return tls === undefined ? undefined : (stringAt(tls, 'mode') ?? 'DISABLE');
  };
  return (subset === undefined ? undefined : modeIn(subset.policy)) ?? modeIn(rule?.policy?.value);
}

/** `tls` without a mode is DISABLE, its zero value. */
export function tlsMode({ value }: TlsSettings): string {
  return stringAt(value, 'mode') ?? 'DISABLE';
}
