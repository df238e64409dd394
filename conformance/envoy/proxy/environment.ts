import { parse } from 'yaml';
import { textsAt } from '../../json.js';

/**
 * The variables that a pod asks for its proxy, as the injection template writes them (istio
 * `manifests/charts/istio-control/istio-discovery/files/injection-template.yaml`: each entry of `proxyMetadata`).
 */
export function environmentOf(
  annotations: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const config = annotations['proxy.istio.io/config'];
  return config === undefined ? {} : textsAt(parse(config), 'proxyMetadata');
}
