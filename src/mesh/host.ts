/** A host as a VirtualService, DestinationRule or Sidecar writes it: short names belong to its own namespace. */
export function fullHost(host: string, namespace: string): string {
  return host.includes('.') || host === '*' ? host : `${host}.${namespace}.svc.cluster.local`;
}

/** Whether a host, possibly with a wildcard in front, covers another (istio `pkg/config/host/name.go` SubsetOf). */
export function hostCovers(outer: string, inner: string): boolean {
  if (!outer.startsWith('*')) return outer.toLowerCase() === inner.toLowerCase();
  return inner.toLowerCase().endsWith(outer.slice(1).toLowerCase());
}

/** Whether some host belongs to both. */
export function hostsOverlap(a: string, b: string): boolean {
  return hostCovers(a, b) || hostCovers(b, a);
}
