import { extentOf } from '../../mesh/extent.js';
import type { Mesh } from '../../mesh/mesh.js';
import { perMesh } from '../../mesh/per-mesh.js';
import { suggest } from '../../model/suggest.js';
import { nearNamespace } from '../hosts/near-namespace.js';
import type { Violation } from '../rule.js';
import { accountsOf } from './accounts.js';

/** What is wrong with an account that a policy names; `undefined` if it is there, or if the set cannot know. */
export function accountProblem(
  mesh: Mesh,
  namespace: string,
  account: string,
): Omit<Violation, 'path'> | undefined {
  const { namespaces } = extentOf(mesh);
  const accounts = accountsOf(mesh);
  if (!namespaces.has(namespace)) {
    const near = heldNear(mesh)(namespace);
    if (near === undefined || accounts.get(near)?.has(account) !== true || accounts.has(namespace))
      return undefined;
    return {
      severity: 'warning',
      message: `the set holds nothing in namespace ${namespace}, and has service account ${account} in ${near}`,
      fix: `did you mean ${near}?`,
    };
  }
  const known = accounts.get(namespace) ?? new Set(['default']);
  if (known.has(account)) return undefined;
  const near = suggest(account, known);
  const home = [...accounts].find(([, names]) => names.has(account))?.[0];
  return {
    message: `namespace ${namespace} has no service account ${account}`,
    fix:
      near === undefined
        ? home === undefined
          ? undefined
          : `it is in namespace ${home}`
        : `did you mean ${near}?`,
  };
}

/** The namespace of the set that was probably meant; policies name few, many times. */
const heldNear = perMesh((mesh): ((namespace: string) => string | undefined) => {
  const held = [...extentOf(mesh).namespaces];
  const found = new Map<string, string | undefined>();
  return (namespace) => {
    if (!found.has(namespace)) found.set(namespace, nearNamespace(namespace, held));
    return found.get(namespace);
  };
});
