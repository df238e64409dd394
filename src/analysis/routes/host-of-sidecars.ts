import { virtualServiceOf } from '../../mesh/virtual-service.js';
import type { Manifest } from '../../model/manifest.js';

/** The one host for which a VirtualService has routes, if they are for sidecars alone. */
export function hostOfSidecars(
  manifest: Manifest,
): { readonly host: string; readonly namespace: string } | undefined {
  const { hosts, gateways, namespace } = virtualServiceOf(manifest);
  const [host, ...others] = hosts;
  if (host === undefined || others.length > 0 || gateways.some((name) => name !== 'mesh')) return undefined;
  return { host, namespace };
}
