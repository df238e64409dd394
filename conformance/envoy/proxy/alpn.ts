import { isMap } from '../../contains.js';
import { mapAt, textAt, type JsonMap } from '../../json.js';
import { ALPN } from './istio-filters.js';

/** The key by which a filter overrides what a cluster offers. */
const KEY = 'envoy.network.application_protocols';

/**
 * The part of `istio.alpn` that depends on the request: a cluster that speaks what its client spoke offers the protocols
 * of that. Nothing if a proxy has no such cluster.
 */
export function alpnFilter(clusters: readonly unknown[]): JsonMap | undefined {
  const names = clusters
    .filter(isMap)
    .filter(speaksAsTheClient)
    .map((cluster) => `'${textAt(cluster, 'name') ?? ''}'`);
  if (names.length === 0) return undefined;
  const offered = `request.protocol == 'HTTP/2' && xds.cluster_name in [${names.join(', ')}] ? '${ALPN.http2.join(',')}' : ''`;
  return {
    name: 'envoy.filters.http.set_filter_state',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.set_filter_state.v3.Config',
      on_request_headers: [
        {
          object_key: KEY,
          format_string: { text_format_source: { inline_string: `%CEL(${offered})%` } },
          shared_with_upstream: 'ONCE',
          skip_if_empty: true,
        },
      ],
    },
  };
}

function speaksAsTheClient(cluster: JsonMap): boolean {
  const options = mapAt(cluster, 'typed_extension_protocol_options');
  return (
    Object.values(options).some((option) => isMap(option) && 'use_downstream_protocol_config' in option) &&
    (textAt(cluster, 'name') ?? '').startsWith('outbound|')
  );
}
