import type { RegistryService } from '../../mesh/registry.js';
import { ended, type Ending } from './ending.js';
import type { Trace } from './trace.js';

/** What is behind a Service outside of the set is not known. */
export function endedOutside({ host }: RegistryService, trace: Trace): readonly Ending[] {
  trace.add('port', `${host} is outside of the set, and what its pods do is not known`);
  return ended(trace, 'unknown', null);
}
