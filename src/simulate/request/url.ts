/** What a URL says of a request. Nothing is normalised: that is for the proxies to do. */
export interface RequestUrl {
  readonly kind: 'http' | 'tcp';
  readonly scheme: 'http' | 'https';
  /** True if the caller speaks TLS itself. */
  readonly secure: boolean;
  readonly grpc: boolean;
  /** True if the caller wants a WebSocket. */
  readonly upgrade: boolean;
  /** Host and, if it is written, port. */
  readonly authority: string;
  readonly host: string;
  readonly port: number;
  /** With the query; `/` if there is none. */
  readonly path: string;
}

const PORTS: Readonly<Record<string, number | undefined>> = {
  http: 80,
  ws: 80,
  grpc: 80,
  https: 443,
  wss: 443,
  tls: 443,
};

/**
 * Reads the URL of a request.
 * @returns a text that says what is wrong with it, if anything is
 */
export function readUrl(text: string): RequestUrl | string {
  const [, scheme = '', authority = '', rest = ''] =
    /^(https?|wss?|grpc|tcp|tls):\/\/([^/?#]+)(.*)$/s.exec(text) ?? [];
  if (authority === '') return `is not a URL such as http://dashboard:8080/health`;
  const [, host = authority, written] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? [];
  const port = written === undefined ? PORTS[scheme] : Number(written);
  if (port === undefined) return `names no port, and ${scheme} has none of its own`;
  if (port < 1 || port > 65_535) return `names port ${port}, allowed is 1 to 65535`;
  const secure = ['https', 'wss', 'tls'].includes(scheme) || (scheme === 'grpc' && port === 443);
  return {
    kind: scheme === 'tcp' || scheme === 'tls' ? 'tcp' : 'http',
    scheme: secure ? 'https' : 'http',
    secure,
    grpc: scheme === 'grpc',
    upgrade: scheme === 'ws' || scheme === 'wss',
    authority,
    host,
    port,
    path: rest.startsWith('/') ? rest : `/${rest}`,
  };
}
