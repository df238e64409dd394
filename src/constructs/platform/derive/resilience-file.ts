import { libraryForm } from '../../../model/resilience/library.js';
import { policiesOf } from '../application-side.js';
import type { Workload } from '../workload.js';
import type { Volume } from '../workload-props.js';

/** The key of the ConfigMap, and the name of the file. */
export const RESILIENCE_FILE = 'resilience.json';

/**
 * The file in which a caller's program finds its breakers and retries, where any of its calls has some. JSON, because
 * both libraries' languages read it strictly without a package.
 */
export function resilienceVolume(workload: Workload): Readonly<Record<string, Volume>> {
  const { resilience } = workload.props;
  const policies = policiesOf(workload.outgoing);
  if (resilience === undefined || policies.size === 0) return {};
  const text = `${JSON.stringify(libraryForm(resilience.library, policies), null, 2)}\n`;
  return {
    resilience: { path: resilience.path ?? '/etc/resilience', config: { [RESILIENCE_FILE]: text } },
  };
}
