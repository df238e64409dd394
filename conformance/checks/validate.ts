import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Check } from '../check.js';
import { manifestFiles } from '../manifests.js';
import { istioctl } from '../programs/istioctl.js';
import { complaints, pathOf, run } from '../run-program.js';

/** Istio's webhook refuses none of our objects and warns of none. */
export const validate: Check = {
  name: 'validate',
  programs: [istioctl],
  run: async ({ folder }) => {
    const ran = await run(pathOf(istioctl), ['validate', '-f', '.'], { cwd: folder });
    if (ran.status !== 0) return complaints(ran);
    // One line `"file" is valid` for each file that was read, and nothing else.
    const expected = manifestFiles(folder).map((file) => `"${basename(file)}" is valid`);
    const lines = (ran.stdout + ran.stderr).split('\n').filter((line) => line !== '');
    return [
      ...lines.filter((line) => !expected.includes(line)),
      ...expected.filter((line) => !lines.includes(line)).map((line) => `not said: ${line}`),
    ];
  },
  spoils: {
    'negative retries': {
      says: ['attempts'],
      edit: ({ folder }) => {
        writeFileSync(
          join(folder, 'spoiled.k8s.yaml'),
          `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: spoiled
  namespace: spoiled
spec:
  hosts: [spoiled]
  http:
  - retries: {attempts: -1}
    route:
    - destination: {host: spoiled}
`,
        );
      },
    },
  },
};
