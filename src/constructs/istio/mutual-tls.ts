/** How a workload's proxy takes connections (https://istio.io/latest/docs/reference/config/security/peer_authentication/). */
export interface MutualTls {
  /**
   * `STRICT` takes mutual TLS only, `PERMISSIVE` takes plaintext as well, `DISABLE` takes plaintext only, `UNSET` is
   * that of the namespace, of the mesh, or `PERMISSIVE`. Has to be written here: Istio reads an absent mode as `UNSET`,
   * so that `mtls: {}`, which looks like a decision, would be none.
   */
  readonly mode: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
}
