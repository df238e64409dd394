import type { Request } from '../../src/model/request.js';
import type { CompiledMesh } from '../../src/simulate/request/compiled-mesh.js';
import type { Ending } from '../../src/simulate/request/ending.js';
import { Trace } from '../../src/simulate/request/trace.js';
import { endingsOf } from '../../src/simulate/request/walk.js';
import type { Observed } from '../envoy/verdict/request.js';

/** What the walk and the real programs say of one request. */
export interface Comparison {
  readonly request: Request;
  readonly observed: Observed;
  /** The ways in which the walk lets it end. */
  readonly endings: readonly Ending[];
  readonly state: 'agrees' | 'differs' | 'undecided';
}

/** Compares one request. Of weighted ways the real one has to be among those of the walk. */
export function compare(compiled: CompiledMesh, request: Request, observed: Observed): Comparison {
  const endings = endingsOf(compiled, request, new Trace(true));
  const undecided = endings.some(({ outcome }) => outcome === 'unknown');
  const state = undecided
    ? 'undecided'
    : endings.some((ending) => isSame(ending, observed))
      ? 'agrees'
      : 'differs';
  return { request, observed, endings, state };
}

function isSame(ending: Ending, observed: Observed): boolean {
  const { outcome, status, destination, host, path, location } = ending;
  if (outcome !== observed.outcome || status !== observed.status) return false;
  if ((location ?? null) !== observed.location) return false;
  if (outcome !== 'routed') return true;
  const [seen] = observed.destinations;
  return (
    destination?.workload === seen?.workload &&
    destination?.port === seen?.port &&
    (destination?.subset ?? '') === (seen?.subset ?? '') &&
    (host ?? null) === observed.host &&
    (path ?? null) === observed.path
  );
}

/** A difference as people read it. */
export function describe({ request, observed, endings }: Comparison): string {
  const { id: _, because, unexplained: __, ...seen } = observed;
  const walked = endings.map(({ trace, ...ending }) => `  walk ${JSON.stringify(ending)}`);
  const steps = endings[0]?.trace.steps.map(({ stage, text }) => `       ${stage}: ${text}`) ?? [];
  return [
    `request ${JSON.stringify(request)}`,
    `  real ${JSON.stringify(seen)}`,
    `       ${because}`,
    ...walked,
    ...steps,
  ].join('\n');
}
