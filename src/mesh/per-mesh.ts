import type { Mesh } from './mesh.js';

/** What is worked out once for a mesh, when it is first asked for. */
export function perMesh<T>(make: (mesh: Mesh) => T): (mesh: Mesh) => T {
  const made = new WeakMap<Mesh, { readonly value: T }>();
  return (mesh) => {
    let found = made.get(mesh);
    if (found === undefined) made.set(mesh, (found = { value: make(mesh) }));
    return found.value;
  };
}
