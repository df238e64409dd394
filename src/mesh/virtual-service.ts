import { refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { itemsAt, numberAt, stringAt, stringsAt, type Field } from './fields.js';
import { fullHost } from './host.js';
import type { DefaultExports } from './mesh-settings.js';
import { namespaceOf } from './workload.js';

/** What a VirtualService is bound to; its routes are read from the manifest. */
export interface VirtualService {
  readonly manifest: Manifest;
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly hosts: readonly string[];
  /** `mesh`, or `<namespace>/<name>` of a Gateway. */
  readonly gateways: readonly string[];
  readonly exportTo?: readonly string[];
}

/**
 * Reads a VirtualService.
 * @param defaults what is exported where it does not say it. @default - everywhere
 */
export function virtualServiceOf(manifest: Manifest, defaults?: DefaultExports): VirtualService {
  const namespace = namespaceOf(manifest);
  const gateways = stringsAt(manifest, 'spec', 'gateways');
  const exportTo = exportsOf(manifest, defaults?.virtualServices);
  return {
    manifest,
    ref: refOf(manifest),
    namespace,
    hosts: stringsAt(manifest, 'spec', 'hosts').map((host) => fullHost(host, namespace)),
    gateways: gateways.length === 0 ? ['mesh'] : gateways.map((name) => gatewayName(name, namespace)),
    ...(exportTo === undefined ? {} : { exportTo }),
  };
}

/** Where an object of Istio is exported; `undefined` is everywhere. */
export function exportsOf(
  manifest: Manifest,
  defaults: readonly string[] | undefined,
): readonly string[] | undefined {
  const exportTo = stringsAt(manifest, 'spec', 'exportTo');
  return exportTo.length === 0 ? defaults : exportTo;
}

/** `name`, `./name`, `ns/name` and the old `name.ns…` (istio `pilot/pkg/model/config.go` resolveGatewayName). */
export function gatewayName(name: string, namespace: string): string {
  if (name === 'mesh') return name;
  if (name.startsWith('./')) return `${namespace}/${name.slice(2)}`;
  if (name.includes('/')) return name;
  const [first = '', second] = name.split('.');
  return `${second ?? namespace}/${first}`;
}

/** Whether something exported like this is visible in a namespace. */
export function visibleIn(namespace: string, own: string, exportTo: readonly string[] | undefined): boolean {
  if (exportTo === undefined) return true;
  return exportTo.some(
    (target) => target === '*' || target === namespace || (target === '.' && own === namespace),
  );
}

/** A place to which a route sends, or copies, requests. */
export interface RouteDestination {
  readonly host: string;
  readonly port?: number;
  readonly subset?: string;
}

/** The destinations of one `http`, `tcp` or `tls` route, those of weight 0 left out, mirrors included. */
export function destinationsOf(route: Field, namespace: string): readonly RouteDestination[] {
  const entries = itemsAt(route, 'route');
  const weighted = entries.length === 1 ? entries : entries.filter((entry) => weightOf(entry) > 0);
  const mirrors = itemsAt(route, 'mirrors');
  const mirror = stringAt(route, 'mirror', 'host');
  const targets = [
    ...[...weighted, ...mirrors].map(
      (entry) => [stringAt(entry, 'destination', 'host'), entry, 'destination'] as const,
    ),
    ...(mirror === undefined ? [] : [[mirror, route, 'mirror'] as const]),
  ];
  return targets.flatMap(([host, holder, field]) => {
    if (host === undefined) return [];
    const port = numberAt(holder, field, 'port', 'number');
    const subset = stringAt(holder, field, 'subset');
    return [
      {
        host: fullHost(host, namespace),
        ...(port === undefined ? {} : { port }),
        ...(subset === undefined ? {} : { subset }),
      },
    ];
  });
}

function weightOf(entry: Field): number {
  return numberAt(entry, 'weight') ?? 0;
}
