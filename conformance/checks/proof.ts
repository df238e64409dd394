import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auralink } from '../../charts/auralink.js';
import { readEnvironment } from '../../charts/environments/read.js';
import type { Check } from '../check.js';
import { clusterOf } from '../envoy/mesh/environment.js';
import { readManifests } from '../manifests.js';
import { envoy } from '../programs/envoy.js';
import { istiod } from '../programs/istiod.js';
import { networkConfigAnalyzer } from '../programs/network-config-analyzer.js';
import { keepSection } from '../generated-page.js';
import type { Problems } from '../problems.js';
import { judge, type Judgement } from '../proof/judge.js';
import { INTRODUCTION, sectionOf } from '../proof/page.js';

/**
 * Real istiod and real Envoys run the environment. Each declared call and route is made and gets through; each pair
 * that nobody declared is tried and refused, or is a hole that the charts acknowledge. What NetworkPolicies refuse,
 * which Envoy does not enforce, an independent program says.
 */
export const proof: Check = {
  name: 'proof',
  programs: [istiod, envoy, networkConfigAnalyzer],
  run: async (environment, { note, write }) => {
    const { platform } = auralink(readEnvironment(environment.name));
    const run = (): Promise<Judgement> =>
      judge(readManifests(environment.folder), platform.intent, platform.mesh, clusterOf(environment));
    const judgement = await run();
    note(`${judgement.requests} kinds of requests for ${judgement.rows.length} pairs`);
    const page = { file: join(environment.project, 'docs', 'proof.md'), introduction: INTRODUCTION };
    const kept = (one: Judgement): Problems => keepSection(page, environment.name, sectionOf(one), write);
    const differs = kept(judgement);
    return [
      ...judgement.complaints,
      ...judgement.problems,
      // Which of several layers answers first may differ once, where a deadline is in milliseconds; not twice.
      ...(differs.length === 0 || judgement.problems.length > 0 ? differs : kept(await run())),
    ];
  },
  spoils: {
    'a policy that lets too many in': {
      says: ['foreign/injected → auralink/dashboard:8080'],
      edit: ({ folder }) => {
        edit(join(folder, 'dashboard.k8s.yaml'), /^kind: (AuthorizationPolicy|NetworkPolicy)$/, (document) =>
          document
            .replace(/^spec:[^]*$/m, 'spec:\n  action: ALLOW\n  rules:\n  - {}\n')
            .replace(
              /^(kind: NetworkPolicy[^]*)spec:[^]*$/m,
              '$1spec:\n  podSelector: {}\n  ingress:\n  - {}\n',
            ),
        );
      },
    },
  },
};

/** Changes the documents of a file that have a line. */
function edit(file: string, line: RegExp, change: (document: string) => string): void {
  const documents = readFileSync(file, 'utf8').split('\n---\n');
  const changed = documents.map((document) =>
    document.split('\n').some((one) => line.test(one)) ? change(document) : document,
  );
  writeFileSync(file, changed.join('\n---\n'));
}
