/**
 * Whether some host belongs to both names, of which either may begin with `*`
 * (istio `pkg/config/host/name.go`, Name.Matches).
 */
export function hostsOverlap(a: string, b: string): boolean {
  return hostCovers(a, b) || hostCovers(b, a);
}

/** Whether every host of `inner` is one of `outer` (istio `pkg/config/host/name.go`, Name.SubsetOf). */
export function hostCovers(outer: string, inner: string): boolean {
  if (!outer.startsWith('*')) return outer === inner;
  return (inner.startsWith('*') ? inner.length >= outer.length : true) && inner.endsWith(outer.slice(1));
}
