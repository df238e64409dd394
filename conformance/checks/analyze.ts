import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesOf } from '../analysis.js';
import type { Check } from '../check.js';
import { manifestFiles } from '../manifests.js';
import { istioctl } from '../programs/istioctl.js';
import { pathOf, run } from '../run-program.js';

/**
 * `istioctl analyze` has no finding, of any level. Without `-A` it looks at the namespace `default` alone; from files
 * it reads neither Services nor Namespaces nor Pods, so that fewer than half of its analysers run here;
 * the others run in `analyze-cluster`.
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
    const found = messagesOf(ran);
    return 'broken' in found ? found.broken : found.messages.map(({ line }) => line);
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
