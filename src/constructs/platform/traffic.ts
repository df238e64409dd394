import { isInner, type InnerCall } from './call.js';
import type { EdgeRoute } from './edge-route.js';
import type { Workload } from './workload.js';

/** All declared calls and routes, by the workload that they reach. */
export class Traffic {
  private readonly calls = new Map<Workload, InnerCall[]>();
  private readonly routes = new Map<Workload, EdgeRoute[]>();

  constructor(workloads: readonly Workload[], routes: readonly EdgeRoute[]) {
    for (const workload of workloads) {
      for (const call of workload.outgoing) if (isInner(call)) add(this.calls, call.to.workload, call);
    }
    for (const route of routes) add(this.routes, route.to.workload, route);
    for (const calls of this.calls.values()) calls.sort(byCallerAndPort);
  }

  /** Calls to a workload, by caller and port, so that the order of declaration does not matter. */
  callsTo(workload: Workload): readonly InnerCall[] {
    return this.calls.get(workload) ?? [];
  }

  routesTo(workload: Workload): readonly EdgeRoute[] {
    return this.routes.get(workload) ?? [];
  }
}

function add<T>(map: Map<Workload, T[]>, key: Workload, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function byCallerAndPort(a: InnerCall, b: InnerCall): number {
  if (a.caller.name !== b.caller.name) return a.caller.name < b.caller.name ? -1 : 1;
  return a.to.number - b.to.number;
}
