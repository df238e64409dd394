import type { JsonObject } from '../src/model/json.js';

/** The trust domain of a MeshConfig, for those who issue certificates. */
export function trustDomainOf({ trustDomain }: JsonObject): { readonly trustDomain?: string } {
  return typeof trustDomain === 'string' ? { trustDomain } : {};
}
