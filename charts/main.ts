import { istioInstall } from '../src/index.js';
import { describeFailure, summary, synthAll } from '../src/synth/index.js';
import { auralink } from './auralink.js';
import { environmentNames, readEnvironment } from './environments/read.js';

try {
  const results = synthAll(
    environmentNames().map((name) => {
      const { app, platform } = auralink(readEnvironment(name));
      return {
        app,
        outdir: `dist/${name}`,
        facts: platform.facts,
        companions: [{ path: `istio/${name}.yaml`, documents: [istioInstall(platform)] }],
      };
    }),
  );
  process.stderr.write(summary(results));
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}
