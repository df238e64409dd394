/**
 * What a port carries (istio `pkg/config/protocol/instance.go`). Istio ignores case; here it is as Istio's
 * documentation writes it.
 */
export type PortProtocol = HttpProtocol | 'HTTPS' | 'TLS' | 'TCP' | 'UDP' | 'MONGO' | 'REDIS' | 'MYSQL';

/** Protocols whose requests the proxy sees. */
export type HttpProtocol = 'HTTP' | 'HTTP2' | 'HTTP_PROXY' | 'GRPC' | 'GRPC-Web';

/** Whether routes, and hosts of requests, mean something on such a port (istio `protocol.Instance.IsHTTP`). */
export function isHttpProtocol(protocol: PortProtocol | undefined): protocol is HttpProtocol {
  return (
    protocol === 'HTTP' ||
    protocol === 'HTTP2' ||
    protocol === 'HTTP_PROXY' ||
    protocol === 'GRPC' ||
    protocol === 'GRPC-Web'
  );
}

/** Whether the port carries TLS, so that SNI tells hosts apart (istio `protocol.Instance.IsTLS`). */
export function isTlsProtocol(protocol: PortProtocol | undefined): protocol is 'HTTPS' | 'TLS' {
  return protocol === 'HTTPS' || protocol === 'TLS';
}
