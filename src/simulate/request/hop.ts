import type { Workload } from '../../mesh/workload.js';
import type { Connection } from './caller.js';
import type { CompiledMesh } from './compiled-mesh.js';
import type { Place } from './direct.js';
import type { OutboundScope } from './scope.js';

/** A connection of a pod on its way through the sidecar of that pod. */
export interface Hop {
  readonly compiled: CompiledMesh;
  readonly client: Workload;
  readonly place: Place;
  readonly port: number;
  readonly connection: Connection;
  readonly scope: OutboundScope;
}
