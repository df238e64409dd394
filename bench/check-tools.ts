import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, isCached } from '../conformance/programs/cache.js';
import { istioctl } from '../conformance/programs/istioctl.js';
import { synth } from '../src/synth/index.js';
import { bestOf, processMs } from './child.js';
import { sampleApp } from './sample-app.js';

/** Whole processes on the same files, in milliseconds; `undefined` for a program that is not there. */
export interface CheckTimes {
  readonly objects: number;
  readonly ours: number | undefined;
  readonly istioctl: number | undefined;
}

/** The check as it is packed, beside `istioctl analyze` without a cluster. */
export function checkTools(sizes: readonly number[]): readonly CheckTimes[] {
  execFileSync('npm', ['run', 'build'], { stdio: 'ignore' });
  return sizes.map((objects) => {
    const folder = mkdtempSync(join(tmpdir(), 'meshproof-bench-'));
    try {
      synth(sampleApp({ objects, charts: 40, shared: false }), { outdir: folder });
      const files = readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => join(folder, name));
      const binary = isCached(istioctl) ? join(cacheFolder(istioctl), 'istioctl') : 'istioctl';
      return {
        objects,
        ours: bestOf(5, () => processMs(process.execPath, ['lib/cli/main.js', 'check', folder])),
        istioctl: bestOf(5, () => processMs(binary, ['analyze', '-A', '--use-kube=false', ...files])),
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
