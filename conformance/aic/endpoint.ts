import { isMap } from '../contains.js';
import type { Manifest } from '../manifests.js';
import type { Said } from './readers.js';

/** The endpoints that Services have: the host that resolves to each, and its ports that speak gRPC. */
export function grpcEndpoints(manifests: readonly Manifest[]): readonly Said[] {
  return manifests.flatMap(({ kind, metadata, spec }) => {
    if (kind !== 'Service' || !isMap(spec) || !Array.isArray(spec['ports'])) return [];
    return spec['ports']
      .filter((port: unknown) => isMap(port))
      .filter(({ name, appProtocol }) => appProtocol === 'grpc' || /^grpc(?:-|$)/.test(String(name)))
      .map(({ port }) => ({
        scheme: 'grpc',
        host: `${metadata.name}.${metadata.namespace ?? ''}.svc.cluster.local`,
        port: String(port),
      }));
  });
}
