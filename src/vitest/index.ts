// Importing this entry teaches vitest's `expect` the matchers for meshes.
import { expect } from 'vitest';
import { meshMatchers, type MeshMatchers } from './matchers.js';

export { loadMesh, type LoadMeshOptions } from '../sets/load-mesh.js';
export type { WalkableMesh } from '../simulate/request/walkable.js';
export type { Expectation, Request as MeshRequest } from '../model/request.js';
export { meshMatchers, type MeshMatchers };

declare module 'vitest' {
  // The type parameter has to be declared as vitest declares it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars
  interface Matchers<T = any> extends MeshMatchers {}
}

expect.extend(meshMatchers);
