import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Check } from '../check.js';
import { manifestFiles } from '../manifests.js';
import { istioctl } from '../programs/istioctl.js';
import { complaints, pathOf, run } from '../run-program.js';

const findings = z.array(
  z.looseObject({ code: z.string(), level: z.string(), origin: z.string(), message: z.string() }),
);

/**
 * `istioctl analyze` has no finding, of any level. Without `-A` it looks at the namespace `default` alone; from files
 * it reads neither Services nor Namespaces nor Pods, so that fewer than half of its analysers run here.
 */
export const analyze: Check = {
  name: 'analyze',
  programs: [istioctl],
  run: async ({ folder }) => {
    const ran = await run(pathOf(istioctl), [
      'analyze',
      '--all-namespaces',
      '--use-kube=false',
      '--output=json',
      ...manifestFiles(folder),
    ]);
    // Its status says nothing of findings below errors. What it could not read it says on standard error alone.
    if (!ran.stdout.trimStart().startsWith('[')) return complaints(ran);
    return [
      ...findings
        .parse(JSON.parse(ran.stdout))
        .map(({ code, level, origin, message }) => `${level} [${code}] (${origin}) ${message}`),
      ...ran.stderr.split('\n').filter((line) => /error/i.test(line)),
      ...(ran.status === 0 ? [] : [`ended with status ${String(ran.status)}`]),
    ];
  },
  spoils: {
    'a gateway that is not there': {
      says: ['[IST0101] (VirtualService spoiled/spoiled)'],
      edit: ({ folder }) => {
        writeFileSync(
          join(folder, 'spoiled.k8s.yaml'),
          `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: spoiled
  namespace: spoiled
spec:
  hosts: [spoiled.example.com]
  gateways: [no-such-gateway]
  http:
  - route:
    - destination: {host: redis.auralink.svc.cluster.local}
`,
        );
      },
    },
  },
};
