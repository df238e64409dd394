import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { clusterOf } from '../envoy/mesh/environment.js';
import { RunningMesh } from '../envoy/mesh/running-mesh.js';
import { readManifests } from '../manifests.js';
import { calleesOf } from '../pressure/callee.js';
import { HURRY, press } from '../pressure/press.js';
import type { Problems } from '../problems.js';
import { pooled } from '../proof/pool.js';
import { envoy as envoyProgram } from '../programs/envoy.js';
import { istiod } from '../programs/istiod.js';

/** Most of the time goes by in waiting. */
const AT_ONCE = 2;

/**
 * With the settings of the environment, real Envoys do under pressure what the settings say: pods that fail as often
 * as the policy says are ejected and come back, pools overflow at their limit, tries and timeouts are as declared.
 */
export const envoy: Check = {
  name: 'envoy',
  programs: [istiod, envoyProgram],
  environment: 'production',
  run: async (environment, { note }): Promise<Problems> => {
    const manifests = readManifests(environment.folder);
    const problems = await pooled(calleesOf(manifests), AT_ONCE, async (callee) => {
      // One mesh for each: what is stopped or ejected for one would be missing for the next.
      const mesh = await RunningMesh.start(manifests, {
        ...clusterOf(environment),
        replicas: 2,
        hurry: HURRY,
      });
      try {
        return await press(mesh, callee, note);
      } finally {
        await mesh.stop();
      }
    });
    return problems.flat();
  },
  spoils: {
    'a limit of ejections below what one pod of two is': {
      says: ['ai-core: a pod that failed'],
      edit: ({ folder }) => {
        const file = join(folder, 'ai-core.k8s.yaml');
        const text = readFileSync(file, 'utf8');
        writeFileSync(file, text.replace('maxEjectionPercent: 50', 'maxEjectionPercent: 10'));
      },
    },
  },
};
