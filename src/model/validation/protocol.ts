// istio pkg/config/protocol/instance.go, Parse, IsHTTP, IsTLS and IsTCP.
const HTTP: ReadonlySet<string> = new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']);
const TLS: ReadonlySet<string> = new Set(['https', 'tls']);
const BYTES: ReadonlySet<string> = new Set(['tcp', 'mongo', 'redis', 'mysql']);

/** What a port carries, whatever the case of its name. */
export class PortProtocol {
  private readonly name: string;

  constructor(written: string) {
    this.name = written.toLowerCase();
  }

  get isHttp(): boolean {
    return HTTP.has(this.name);
  }

  /** TLS whose server name tells hosts apart. */
  get isTls(): boolean {
    return TLS.has(this.name);
  }

  /** Bytes, inside of TLS or not. */
  get isTcp(): boolean {
    return BYTES.has(this.name) || this.isTls;
  }

  get isKnown(): boolean {
    return this.isHttp || this.isTcp || this.name === 'udp';
  }
}

/** The names, as a sentence lists them. */
export const PROTOCOLS =
  'one of HTTP, HTTP2, HTTP_PROXY, GRPC, GRPC-Web, HTTPS, TLS, TCP, MONGO, REDIS, MYSQL, UDP';
