import { istioInstall } from '../src/index.js';
import type { SynthSet } from '../src/synth/index.js';
import { auralink } from './auralink.js';
import { environmentNames, readEnvironment } from './environments/read.js';

/** AuraLink in every environment, with the values file of each Istio installation beside the manifests. */
export function sets(): readonly SynthSet[] {
  return environmentNames().map((name) => {
    const { app, platform } = auralink(readEnvironment(name));
    return {
      app,
      outdir: `dist/${name}`,
      facts: platform.facts,
      companions: [{ path: `istio/${name}.yaml`, documents: [istioInstall(platform)] }],
    };
  });
}
