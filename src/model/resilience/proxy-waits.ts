/**
 * The longest that a sidecar waits between the tries of one request: before the n-th repetition at random up to
 * (2^n - 1) times 25 ms, and never more than 250 ms
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-max-retries).
 */
export function proxyWaitsMs(tries: number): number {
  let total = 0;
  for (let n = 1; n < tries; n++) total += Math.min((2 ** n - 1) * 25, 250);
  return total;
}
