import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../envoy/app/program.js';
import type { RunningMesh } from '../envoy/mesh/running-mesh.js';
import { observe, type Observed } from '../envoy/verdict/request.js';
import type { Pod } from '../envoy/world/pod.js';
import type { Problems } from '../problems.js';
import type { Callee, DeclaredCall } from './callee.js';

/** So much faster than the manifests say do sweeps and ejections go by: the run would take minutes otherwise. */
export const HURRY = 20;

/** Larger pools are not filled: what is shown for one holds for all. */
const LARGEST_POOL = 200;
/** Requests for which a full pool has no room. */
const BEYOND = 20;
/** Longer timeouts are not waited for. */
const LONGEST_TIMEOUT_SECONDS = 5;

/** What pressure does to one service, compared with what its settings say. */
export async function press(
  mesh: RunningMesh,
  callee: Callee,
  note: (line: string) => void,
): Promise<Problems> {
  const pods = mesh.world.pods.filter(({ workload }) => workload === `${callee.namespace}/${callee.name}`);
  const once = callee.calls.find(({ tries }) => tries === 1);
  const repeated = callee.calls.find(({ tries }) => tries > 1);
  const limited = callee.calls.find(
    ({ timeoutSeconds = Infinity }) => timeoutSeconds <= LONGEST_TIMEOUT_SECONDS,
  );
  const problems: string[] = [];
  const step = async (what: string, run: () => Promise<Problems>): Promise<void> => {
    note(`${callee.name}: ${what}`);
    problems.push(...(await run()).map((problem) => `${callee.name}: ${problem}`));
  };
  const { consecutive5xx, connections, pending } = callee;
  if (once !== undefined && consecutive5xx !== undefined && pods.length > 1)
    await step(`${consecutive5xx} failures in a row eject a pod, for a while`, () =>
      ejected(mesh, once, programsOf(mesh, pods, once), consecutive5xx),
    );
  if (once !== undefined && connections !== undefined && pending !== undefined && connections <= LARGEST_POOL)
    await step(`${connections} connections and ${pending} waiting requests, and no more`, async () => {
      const fill = (): Promise<Problems> =>
        overflows(mesh, once, programsOf(mesh, pods, once), connections, pending);
      // A busy machine may let a request beyond the pool come before one of those that fill it; not twice.
      const problems = await fill();
      return problems.length === 0 ? problems : fill();
    });
  if (limited !== undefined)
    await step(`a timeout after ${limited.timeoutSeconds ?? 0} s`, () =>
      timesOut(mesh, limited, programsOf(mesh, pods, limited)),
    );
  // The last one, for nothing answers afterwards.
  if (repeated !== undefined) await step(`${repeated.tries} tries`, () => tries(mesh, repeated, pods));
  return problems;
}

function portOf({ request }: DeclaredCall): number {
  return Number(/:(\d+)\//.exec(request.url)?.[1] ?? 0);
}

function programsOf(mesh: RunningMesh, pods: readonly Pod[], call: DeclaredCall): readonly Program[] {
  return pods.flatMap((pod) => mesh.program(pod, portOf(call)) ?? []);
}

async function ejected(
  mesh: RunningMesh,
  { request }: DeclaredCall,
  [failing, healthy]: readonly Program[],
  limit: number,
): Promise<Problems> {
  if (failing === undefined || healthy === undefined) return ['there are no two programs'];
  const before = failing.count;
  failing.behaviour = () => ({ status: 503 });
  for (let i = 0; i < 12 * limit; i += 1) {
    await observe(mesh, request, 'failing');
    if (failing.count - before >= limit) break;
  }
  // Now it is out: all of these go to the other one.
  const reached = failing.count;
  for (let i = 0; i < 10; i += 1) await observe(mesh, request, 'ejected');
  const more = failing.count - reached;
  failing.behaviour = undefined;
  if (reached - before < limit)
    return [`the failing pod was asked ${reached - before} times, expected ${limit}`];
  if (more > 0) return [`a pod that failed ${limit} times is not ejected: it was asked ${more} times more`];
  return (await returns(mesh, request, failing)) ? [] : ['an ejected pod does not come back'];
}

async function returns(
  mesh: RunningMesh,
  request: DeclaredCall['request'],
  program: Program,
): Promise<boolean> {
  const before = program.count;
  for (let i = 0; i < 150; i += 1) {
    await observe(mesh, request, 'returned');
    if (program.count > before) return true;
    await sleep(100);
  }
  return false;
}

/** Sent at once, requests would overflow with the pool half empty: while a connection is made, its request waits. */
async function overflows(
  mesh: RunningMesh,
  { request }: DeclaredCall,
  programs: readonly Program[],
  connections: number,
  pending: number,
): Promise<Problems> {
  let release: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => (release = resolve));
  for (const program of programs) program.behaviour = () => ({ hold });
  const before = asked(programs);
  const held: Promise<Observed>[] = [];
  const fill = async (): Promise<Problems> => {
    for (let i = 1; i <= connections; i += 1) {
      held.push(observe(mesh, request, 'connection'));
      if (!(await arrives(programs, before + i))) return [`connection ${i} of ${connections} is not made`];
    }
    for (let i = 0; i < pending; i += 1) {
      held.push(observe(mesh, request, 'waiting'));
      await sleep(10);
    }
    // Those are not answered before the ones below are refused.
    await sleep(500);
    const beyond = await Promise.all(Array.from({ length: BEYOND }, () => observe(mesh, request, 'beyond')));
    const refused = beyond.filter(overflowed).length;
    if (asked(programs) > before + connections) return [`more than ${connections} connections are made`];
    return refused === BEYOND
      ? []
      : [`of ${BEYOND} requests beyond the pool ${refused} are refused as overflow (503, UO)`];
  };
  const problems = await fill();
  release();
  for (const program of programs) program.behaviour = undefined;
  const early = (await Promise.all(held)).filter(overflowed).length;
  return early === 0
    ? problems
    : [...problems, `${early} requests within the pool are refused as overflow (503, UO)`];
}

function asked(programs: readonly Program[]): number {
  return programs.reduce((sum, { count }) => sum + count, 0);
}

async function arrives(programs: readonly Program[], count: number): Promise<boolean> {
  for (let wait = 0; wait < 1000; wait += 1) {
    if (asked(programs) >= count) return true;
    await sleep(5);
  }
  return false;
}

function overflowed({ status, because }: Observed): boolean {
  return status === 503 && because.includes(' UO ');
}

async function timesOut(
  mesh: RunningMesh,
  { request, timeoutSeconds = 0 }: DeclaredCall,
  programs: readonly Program[],
): Promise<Problems> {
  for (const program of programs)
    program.behaviour = () => ({ delayMilliseconds: (timeoutSeconds + 2) * 1000 });
  const { status, because } = await observe(mesh, request, 'slow');
  for (const program of programs) program.behaviour = undefined;
  return status === 504 ? [] : [`a slow answer ends as ${status ?? 'none'} (${because}), expected 504`];
}

/** Where nothing listens, every try fails before it is sent, and all of them are made. */
async function tries(mesh: RunningMesh, call: DeclaredCall, pods: readonly Pod[]): Promise<Problems> {
  for (const pod of pods) {
    if (mesh.isCaptured(pod, portOf(call))) await (await mesh.proxyOf(pod))?.stop();
    else mesh.program(pod, portOf(call))?.stop();
  }
  const { attempts } = await observe(mesh, call.request, 'tries');
  return attempts === call.tries ? [] : [`tries ${attempts ?? 0} times, expected ${call.tries}`];
}
