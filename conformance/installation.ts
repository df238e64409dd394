import { z } from 'zod';
import { parseManifests, type Manifest } from './manifests.js';
import { istioctl } from './programs/istioctl.js';
import { complaints, pathOf, run } from './run-program.js';

/** What `istioctl install -f` of a values file would apply. Throws what istioctl says of a file that it refuses. */
export async function installationOf(istioValues: string): Promise<readonly Manifest[]> {
  const ran = await run(pathOf(istioctl), ['manifest', 'generate', '-f', istioValues]);
  if (ran.status !== 0) throw new Error(complaints(ran).join('\n'));
  return parseManifests(ran.stdout, 'istioctl manifest generate');
}

const configMap = z.looseObject({ data: z.record(z.string(), z.string()) });

/** A key of a ConfigMap of an installation: `istio` has the MeshConfig, `istio-sidecar-injector` the sidecar. */
export function configuration(installation: readonly Manifest[], name: string, key: string): string {
  const [map, ...others] = installation.filter(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name,
  );
  if (map === undefined || others.length > 0)
    throw new Error(`not one ConfigMap ${name} in the installation`);
  const value = configMap.parse(map).data[key];
  if (value === undefined) throw new Error(`the ConfigMap ${name} of the installation has no key ${key}`);
  return value;
}
