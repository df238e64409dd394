import { closedLoop, istioInstall, type Proof } from '../src/index.js';
import type { SynthSet } from '../src/synth/index.js';
import { auralink } from './auralink.js';
import { environmentNames, readEnvironment } from './environments/read.js';

/**
 * AuraLink in every environment, with the values file of each Istio installation beside the manifests.
 * @param proven told what was proven of an environment, before anything is written
 */
export function sets(
  proven: (environment: string, proof: Proof) => void = () => undefined,
): readonly SynthSet[] {
  return environmentNames().map((name) => {
    const { app, platform } = auralink(readEnvironment(name));
    return {
      app,
      outdir: `dist/${name}`,
      facts: platform.facts,
      companions: [{ path: `istio/${name}.yaml`, documents: [istioInstall(platform)] }],
      check: (manifests) => {
        proven(name, closedLoop(manifests, platform.mesh, platform.intent));
      },
    };
  });
}
