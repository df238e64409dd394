import type { Mesh } from '../../mesh/mesh.js';
import { formatPath } from '../../model/field-path.js';
import type { Locate } from '../../model/locate.js';
import { requestMistakes } from '../../model/request-mistakes.js';
import type { ExplainedVerdict, Request } from '../../model/request.js';
import { compile } from './compile.js';
import type { CompiledMesh } from './compiled-mesh.js';
import { RequestProblem } from './request-problem.js';
import { walk, type WalkOptions } from './walk.js';

/** A mesh that requests can be put to. Made once, for any number of requests. */
export interface WalkableMesh {
  readonly mesh: Mesh;
  /**
   * Walks a request from who sends it to who gets it, exactly as istiod and its Envoys would lead it.
   * @throws {RequestProblem} for what is no request, and for one that names what the mesh does not have
   */
  walk(request: Request, options?: WalkOptions): ExplainedVerdict;
  /** Where a field is written. */
  readonly locate: Locate;
  /** What all requests share. @internal */
  readonly compiled: CompiledMesh;
}

/**
 * Makes a mesh ready for requests.
 * @param locate knows where objects are written. @default - nothing is known of it
 */
export function walkable(mesh: Mesh, locate: Locate = () => undefined): WalkableMesh {
  const compiled = compile(mesh);
  return {
    mesh,
    compiled,
    locate,
    walk(request, options) {
      const [mistake] = requestMistakes(request);
      if (mistake !== undefined) throw new RequestProblem(formatPath(mistake.path), mistake.message);
      return walk(compiled, request, options);
    },
  };
}
