/** Whether a host, possibly with a wildcard in front, covers another (istio `pkg/config/host/name.go` SubsetOf). */
export function covers(outer: string, inner: string): boolean {
  if (!outer.startsWith('*')) return outer === inner;
  const tail = outer.slice(1);
  return inner.startsWith('*') ? inner.slice(1).endsWith(tail) : inner.endsWith(tail);
}

/** Whether some host belongs to both (istio `pkg/config/host/name.go` Matches). */
export function overlaps(a: string, b: string): boolean {
  return covers(a, b) || covers(b, a);
}

/** The most specific of several hosts that cover one: the exact host, else the longest wildcard. */
export function mostSpecific(host: string, hosts: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const candidate of hosts) {
    if (candidate === host) return candidate;
    if (!candidate.startsWith('*') || !covers(candidate, host)) continue;
    if (best === undefined || candidate.length > best.length) best = candidate;
  }
  return best;
}
