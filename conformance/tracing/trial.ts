import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningMesh } from '../envoy/mesh/running-mesh.js';
import type { RunningJaeger } from '../jaeger/running-jaeger.js';
import { binomialBounds } from './binomial.js';
import { send, type TraceParent, type Way } from './requests.js';
import { spanProblems, type Expected } from './spans.js';

/** What a trial runs on. */
export interface Stage {
  readonly mesh: RunningMesh;
  readonly jaeger: RunningJaeger;
  readonly expected: Expected;
}

/** Requests of one kind on one way, and how many of them are to be kept. */
export interface Trial {
  readonly way: Way;
  /** Whether the caller says that it keeps the trace; nothing if it sends no `traceparent`. */
  readonly sampled: boolean | undefined;
  readonly count: number;
  /** From 0 to 1. */
  readonly share: number;
}

/** Many times as long as proxies and Jaeger hold spans back; only what does not arrive at all takes as long. */
const DELIVERY_MILLISECONDS = 4000;
/** One run in so many fails for no reason. */
const RISK = 1e-9;
let traces = 0;

/** What programs saw of a trial's requests. */
interface Sent {
  readonly name: string;
  readonly way: Way;
  readonly traces: readonly TraceParent[];
}

/**
 * Sends the requests of all trials. The trace of a caller is the one that the program sees, as many as declared are
 * kept, and of exactly those the spans of every proxy on the way arrive.
 */
export async function tried(stage: Stage, trials: readonly Trial[]): Promise<readonly string[]> {
  const results = await Promise.all(trials.map((trial) => sent(stage, trial)));
  const problems = results.flatMap((result) => (typeof result === 'string' ? [result] : []));
  const delivering = results.flatMap((result) => (typeof result === 'string' ? [] : [result]));
  const missing = await Promise.all(
    delivering.map(async ({ name, way, traces }) =>
      (await delivered(stage, way, traces)).map((problem) => `${name}: ${problem}`),
    ),
  );
  return [...problems, ...missing.flat()];
}

/** Sends the requests of a trial; a text says what is wrong with what the programs saw of them. */
async function sent(stage: Stage, { way, sampled, count, share }: Trial): Promise<Sent | string> {
  const kind = sampled === undefined ? 'new' : sampled ? 'sampled' : 'unsampled';
  const name = `${kind} traces ${way.name}`;
  const given = Array.from({ length: count }, () => (sampled === undefined ? undefined : parent(sampled)));
  const got = await send(stage.mesh, way, given);
  const begun = got.filter((one) => one !== undefined);
  if (begun.length < count) return `${name}: ${count - begun.length} of ${count} requests got no traceparent`;
  if (given.some((one, index) => one !== undefined && one.trace !== got[index]?.trace))
    return `${name}: the program gets another trace than the caller's`;
  const kept = begun.filter((one) => one.sampled).length;
  const { least, most } = binomialBounds(count, share, RISK);
  if (kept < least || kept > most)
    return `${name}: ${kept} of ${count} are kept, expected ${least} to ${most} for a share of ${share}`;
  return { name, way, traces: begun };
}

function parent(sampled: boolean): TraceParent {
  traces += 1;
  return { trace: `4bf92f3577b34da6${traces.toString(16).padStart(16, '0')}`, sampled };
}

async function delivered(
  { jaeger, expected }: Stage,
  { proxies }: Way,
  parents: readonly TraceParent[],
): Promise<readonly string[]> {
  const problemsOf = async ({ trace, sampled }: TraceParent): Promise<readonly string[]> => {
    const spans = await jaeger.trace(trace);
    if (!sampled) return spans.length === 0 ? [] : ['spans of a trace that is not kept arrive'];
    return proxies.flatMap((proxy) => spanProblems(proxy, spans, expected));
  };
  const end = Date.now() + DELIVERY_MILLISECONDS;
  let late = parents.filter(({ sampled }) => sampled);
  for (;;) {
    const found = await Promise.all(late.map(problemsOf));
    late = late.filter((_, index) => (found[index]?.length ?? 0) > 0);
    if (late.length === 0) break;
    if (Date.now() > end) return [...new Set(found.flat())];
    await sleep(200);
  }
  // What must not arrive has had as much time as what must.
  const rest = await Promise.all(parents.filter(({ sampled }) => !sampled).map(problemsOf));
  return [...new Set(rest.flat())];
}
