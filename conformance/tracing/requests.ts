import { observe } from '../envoy/verdict/request.js';
import type { RunningMesh } from '../envoy/mesh/running-mesh.js';
import type { Request } from '../../src/model/request.js';

/** W3C Trace Context, as a header has it. */
export interface TraceParent {
  readonly trace: string;
  readonly sampled: boolean;
}

/** A way through the mesh, and the pods whose proxies it passes. */
export interface Way {
  readonly name: string;
  readonly request: Request;
  readonly proxies: readonly string[];
}

/** How many requests are under way at once. */
const TOGETHER = 10;

/** Sends requests, each with a header of its own or none, and returns what the program at the end got. */
export async function send(
  mesh: RunningMesh,
  way: Way,
  headers: readonly (TraceParent | undefined)[],
): Promise<readonly (TraceParent | undefined)[]> {
  const got: (TraceParent | undefined)[] = [];
  for (let from = 0; from < headers.length; from += TOGETHER) {
    const some = headers.slice(from, from + TOGETHER);
    got.push(...(await Promise.all(some.map((header) => sendOne(mesh, way, header)))));
  }
  return got;
}

async function sendOne(
  mesh: RunningMesh,
  { name, request }: Way,
  header: TraceParent | undefined,
): Promise<TraceParent | undefined> {
  const traced = header === undefined ? {} : { traceparent: write(header) };
  const { outcome, headers, because } = await observe(
    mesh,
    { ...request, headers: { ...request.headers, ...traced }, observe: ['headers'] },
    name,
  );
  if (outcome !== 'routed') throw new Error(`${name}: ${outcome} (${because})`);
  const value = headers?.['traceparent'];
  return typeof value === 'string' ? readTraceParent(value) : undefined;
}

/** With flags as SDKs write them now, that the id is random (W3C Trace Context level 2), and as they did. */
function write({ trace, sampled }: TraceParent): string {
  const random = Number.parseInt(trace.slice(-1), 16) % 2 === 0;
  return `00-${trace}-00f067aa0ba902b7-0${(random ? 2 : 0) + (sampled ? 1 : 0)}`;
}

/** Reads a header. */
export function readTraceParent(header: string): TraceParent | undefined {
  const [, trace, flags] = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/.exec(header) ?? [];
  return trace === undefined || flags === undefined
    ? undefined
    : { trace, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
