import { auralink } from '../../charts/auralink.js';
import { readEnvironment } from '../../charts/environments/read.js';
import { policiesOf } from '../../src/constructs/platform/application-side.js';
import { RESILIENCE_FILE } from '../../src/constructs/platform/derive/resilience-file.js';
import { versionsOf } from '../../src/constructs/platform/versions.js';
import { libraryForm, type Library } from '../../src/model/resilience/library.js';
import type { Check } from '../check.js';
import { readManifests } from '../manifests.js';
import type { Problems } from '../problems.js';
import { goResilience } from '../programs/go-resilience.js';
import { python } from '../programs/python.js';
import { replacing } from '../replacing.js';
import { damaged } from '../resilience/damaged.js';
import { load } from '../resilience/loaders.js';
import { mountedFiles } from '../mounted-files.js';
import { samples } from '../resilience/samples.js';
import { computed, deviations } from '../resilience/seen.js';

/**
 * The files of breakers and retries are mounted, are read strictly in Go and in Python, and make a reference
 * implementation of what is documented of the libraries do what is declared and computed. The libraries themselves are
 * no public packages.
 */
export const resilience: Check = {
  name: 'resilience',
  programs: [goResilience, python],
  run: async ({ name, folder }) => {
    const files = mountedFiles(readManifests(folder), RESILIENCE_FILE);
    const problems: string[] = [];
    const readers = auralink(readEnvironment(name)).platform.workloads.flatMap((workload) => {
      const policies = policiesOf(workload.outgoing);
      const library = workload.props.resilience?.library;
      if (policies.size === 0 || library === undefined) return [];
      return versionsOf(workload).map((version) => ({
        id: `${workload.namespace}/${version.name}`,
        library,
        policies,
      }));
    });
    for (const id of files.keys()) {
      if (!readers.some((reader) => reader.id === id))
        problems.push(`${id} has a file and no declared policy`);
    }
    for (const { id, library, policies } of readers) {
      const file = files.get(id);
      if (file === undefined) {
        problems.push(`${id} mounts no file`);
        continue;
      }
      const [seen] = await load(library, [file]);
      if (seen !== undefined)
        problems.push(...[...deviations(seen, computed(policies))].map((problem) => `${id}: ${problem}`));
    }
    return [...problems, ...(await sampleProblems('go')), ...(await sampleProblems('python'))];
  },
  spoils: {
    'seconds where Go counts nanoseconds': {
      says: ['auralink/dashboard: ai-core: the program does'],
      edit: replacing('dashboard', '"Timeout": 60000000000', '"Timeout": 60'),
    },
    'a field that Go does not know': {
      says: ['missing field MaxFailures, unknown field MaxFailure'],
      edit: replacing('dashboard', '"MaxFailures"', '"MaxFailure"'),
    },
    'a field that Python misses': {
      says: ["missing ['max_requests']"],
      edit: replacing('ai-core', '"max_requests": 1,', ''),
    },
    'a file that is not mounted': {
      says: ['auralink/dashboard mounts no file'],
      edit: replacing(
        'dashboard',
        'mountPath: /etc/resilience\n          name: resilience',
        'mountPath: /etc/resilience\n          name: other',
      ),
    },
  },
};

/** Of samples of everything that a library has: what is written is understood, and a mistake is not. */
async function sampleProblems(library: Library): Promise<Problems> {
  const policies = samples(library);
  const file = libraryForm(library, policies);
  const mistakes = [...damaged(file)];
  const [whole, ...refused] = await load(library, [
    JSON.stringify(file),
    ...mistakes.map(({ text }) => text),
  ]);
  return [
    ...(whole === undefined ? [] : deviations(whole, computed(policies))),
    ...refused.flatMap((seen, i) =>
      'error' in seen ? [] : [`a file with a mistake was read: ${mistakes[i]?.what ?? ''}`],
    ),
  ].map((problem) => `${library}, samples: ${problem}`);
}
