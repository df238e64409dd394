import type { FieldPath } from '../../model/field-path.js';
import { identityOf, refOf, type ResourceRef } from '../../model/manifest.js';
import type { Request } from '../../model/request.js';
import { COVERED_KINDS, partsOf, type CoveredKind } from './covered-parts.js';
import { Trace } from './trace.js';
import type { WalkableMesh } from './walkable.js';
import { endingsOf } from './walk.js';

/** A route, rule, server or mode, and whether it decided a request. */
export interface CoveredPart {
  readonly kind: CoveredKind;
  readonly resource: ResourceRef;
  readonly path: FieldPath;
  readonly covered: boolean;
}

/**
 * Which parts of a mesh decided at least one of the requests: a route or a match of it that a request took, a server
 * that took a connection, a rule that allowed, denied or admitted, a rule that judged a token, a mode that was asked for.
 * What came nearest and did not match does not count, and neither does what matched after another part had decided.
 * Other kinds are not counted.
 * @throws {RequestProblem} for a request that names what the mesh does not have
 */
export function coverage(
  { compiled, mesh }: WalkableMesh,
  requests: Iterable<Request>,
): readonly CoveredPart[] {
  const decided = new Map<string, FieldPath[]>();
  for (const request of requests) {
    for (const { trace } of endingsOf(compiled, request, new Trace(true))) {
      for (const { decidedBy, path, nearest } of trace.steps) {
        if (decidedBy === undefined || path === undefined || nearest === true) continue;
        const key = identityOf(decidedBy);
        const paths = decided.get(key);
        if (paths === undefined) decided.set(key, [path]);
        else paths.push(path);
      }
    }
  }
  return kinds().flatMap((kind) =>
    partsOf(kind, mesh).map(([manifest, path]) => {
      const resource = refOf(manifest);
      const paths = decided.get(identityOf(resource)) ?? [];
      return { kind, resource, path, covered: paths.some((one) => isBelow(one, path)) };
    }),
  );
}

function kinds(): readonly CoveredKind[] {
  return Object.keys(COVERED_KINDS).filter((kind): kind is CoveredKind => kind in COVERED_KINDS);
}

function isBelow(path: FieldPath, part: FieldPath): boolean {
  return part.every((step, i) => path[i] === step);
}
