/**
 * The longest that a sidecar waits between the tries of one request: before the n-th repetition at random up to
 * (2^n - 1) times 25 ms, and never more than 250 ms
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-max-retries).
 */
export function proxyWaitsMs(tries: number): number {
  const growing = [25, 75, 175].slice(0, Math.max(0, tries - 1));
  const rest = Math.max(0, tries - 1 - growing.length);
  return growing.reduce((total, wait) => total + wait, 0) + rest * 250;
}
