import type { Connection } from '../config/connection.js';
import type { Workload } from './workload.js';

/** Variables and volumes of a client that the workload, or another of its clients, has otherwise. */
export function* connectionProblems(workload: Workload, { settings }: Connection): Iterable<string> {
  for (const field of ['env', 'volumes'] as const) {
    const present = workload[field];
    for (const [name, value] of Object.entries(settings[field])) {
      if (present[name] !== undefined && JSON.stringify(present[name]) !== JSON.stringify(value))
        yield `it sets ${field}.${name}, which ${workload.name} has already with another value`;
    }
  }
}
