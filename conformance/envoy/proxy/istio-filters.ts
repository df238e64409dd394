import { mapAt, mapsAt, textAt, type JsonMap } from '../../json.js';

/**
 * Istio builds its own Envoy with filters that report and exchange metadata. A stock Envoy has none of them, and no
 * request takes another way for that. `istio.alpn` is one more: its effect is in `clusters.ts` and `alpn.ts`.
 */
export function isIstios(filter: unknown): boolean {
  return textAt(filter, 'name')?.startsWith('istio.') ?? false;
}

/** The filter of every outbound listener for HTTP that sets what is offered to the other end. */
export const ISTIO_ALPN = 'istio.alpn';

/** The protocols that a client's proxy offers; for HTTP the filter `istio.alpn` of each listener sets them. */
export const ALPN = {
  http1: ['istio-http/1.1', 'istio', 'http/1.1'],
  http2: ['istio-h2', 'istio', 'h2'],
  tcp: ['istio-peer-exchange', 'istio'],
};

/** Whether a cluster of istiod speaks HTTP/2 to its endpoints. */
export function speaksHttp2(cluster: JsonMap): boolean {
  const options = mapAt(cluster, 'typed_extension_protocol_options');
  return Object.values(options).some(
    (option) => 'http2_protocol_options' in mapAt(option, 'explicit_http_config'),
  );
}

export function filtersOf(chain: JsonMap): readonly JsonMap[] {
  return mapsAt(chain, 'filters').filter((filter) => !isIstios(filter));
}
