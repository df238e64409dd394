/**
 * What a port carries (istio `pkg/config/protocol/instance.go`). Istio ignores case; here it is as Istio's
 * documentation writes it. UDP is left out: proxies carry none.
 */
export type PortProtocol = HttpProtocol | TlsProtocol | TcpProtocol;

/** Protocols whose requests the proxy sees. */
export type HttpProtocol = 'HTTP' | 'HTTP2' | 'HTTP_PROXY' | 'GRPC' | 'GRPC-Web';

/** Protocols inside TLS: `HTTPS` for HTTP in it, `TLS` for anything. */
export type TlsProtocol = 'HTTPS' | 'TLS';

/** Protocols of which the proxy sees only bytes. */
export type TcpProtocol = 'TCP' | 'MONGO' | 'REDIS' | 'MYSQL';

const HTTP: readonly string[] = [
  'HTTP',
  'HTTP2',
  'HTTP_PROXY',
  'GRPC',
  'GRPC-Web',
] satisfies readonly HttpProtocol[];

/** Whether the proxy sees requests on such a port (istio `pkg/config/protocol/instance.go`, IsHTTP). */
export function isHttpProtocol(protocol: PortProtocol | undefined): protocol is HttpProtocol {
  return protocol !== undefined && HTTP.includes(protocol);
}

/** Whether the port carries TLS, so that SNI tells hosts apart (istio `pkg/config/protocol/instance.go`, IsTLS). */
export function isTlsProtocol(protocol: PortProtocol | undefined): protocol is TlsProtocol {
  return protocol === 'HTTPS' || protocol === 'TLS';
}
