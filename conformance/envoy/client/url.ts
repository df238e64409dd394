/** A URL as it is written: nothing is normalised, for that is what proxies are asked about. */
export interface RequestUrl {
  readonly scheme: 'http' | 'https' | 'ws' | 'wss' | 'grpc' | 'tcp' | 'tls';
  /** Host and, if it is written, port. */
  readonly authority: string;
  readonly host: string;
  readonly port: number;
  /** With the query; `/` if there is none. */
  readonly path: string;
}

const PORTS = { http: 80, ws: 80, grpc: 80, tcp: 0, https: 443, wss: 443, tls: 443 } as const;

/** Reads a URL. Throws if it has no host, or no port where the scheme has none of its own. */
export function readUrl(url: string): RequestUrl {
  const match = /^(https?|wss?|grpc|tcp|tls):\/\/([^/?#]+)(.*)$/s.exec(url);
  const scheme = match?.[1] as RequestUrl['scheme'] | undefined;
  const authority = match?.[2];
  if (scheme === undefined || authority === undefined) throw new Error(`${url} is not a URL of a request`);
  const [, host = authority, written] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? [];
  const port = written === undefined ? PORTS[scheme] : Number(written);
  if (port === 0) throw new Error(`${url} has no port`);
  const rest = match?.[3] ?? '';
  return { scheme, authority, host, port, path: rest.startsWith('/') ? rest : `/${rest}` };
}
