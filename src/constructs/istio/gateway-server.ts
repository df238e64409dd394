import { isIP } from 'node:net';
import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { dnsLabel, wildcardHostOrIp } from '../../model/formats/host.js';
import { integer, port } from '../../model/formats/number.js';
import { listOf, prefixed, under } from './nested.js';
import type { HttpProtocol, TcpProtocol, TlsProtocol } from './port-protocol.js';
import type { Port } from './port.js';
import { serverTlsFormats, tlsParameterProblems, type ServerTlsSettings } from './server-tls.js';
import { isUnixAddress, isValidUnixAddress, UNIX_ADDRESS } from '../../model/formats/unix-address.js';

/** What every server has. */
export interface ServerFields {
  /** At least one host, as routes name them: `api.example.com`, `*.example.com` or `*`, all with a dot but `*`. Before a slash
   *  the namespace whose VirtualServices may use it: `shop/api.example.com`, `./…` for that of the Gateway. */
  readonly hosts: readonly string[];
  /** A name that no other server of the Gateway has.
   *  @default - none */
  readonly name?: string;
  /** The address to listen on: an IP address, or `unix:///path` or `unix://@name` with port number 0.
   *  @default - all addresses */
  readonly bind?: string;
}

/** HTTP in plaintext. */
export interface HttpServer extends ServerFields {
  readonly port: Port<HttpProtocol>;
  /** Whether every request is redirected to https with code 301.
   *  @default - no redirect */
  readonly tls?: { readonly httpsRedirect: boolean };
}

/** HTTPS, or other traffic inside TLS. */
export interface TlsServer extends ServerFields {
  readonly port: Port<TlsProtocol>;
  readonly tls: ServerTlsSettings;
}

/** Other traffic in plaintext. */
export interface TcpServer extends ServerFields {
  readonly port: Port<TcpProtocol>;
  readonly tls?: never;
}

/** A port of a gateway (https://istio.io/latest/docs/reference/config/networking/gateway/#Server). The protocol says which TLS settings it takes. */
export type Server = HttpServer | TlsServer | TcpServer;

const bind: Format = {
  expected: `an IP address, or ${UNIX_ADDRESS}`,
  accepts: (value) => typeof value === 'string' && (isIP(value) !== 0 || isValidUnixAddress(value)),
};

const serverHost: Format = {
  expected:
    'a host name with a dot, *.<domain>, * or an IP address, after an optional "<namespace>/", "./" or "*/"',
  accepts(value) {
    if (typeof value !== 'string') return false;
    const [first = '', second, ...rest] = value.split('/');
    const [namespace, host] = second === undefined ? ['*', first] : [first, second];
    return (
      rest.length === 0 &&
      (namespace === '*' || namespace === '.' || dnsLabel.accepts(namespace)) &&
      wildcardHostOrIp.accepts(host) &&
      (host === '*' || (/[.:]/.test(host) && (!host.includes('*') || host.startsWith('*.'))))
    );
  },
};

/** Forms of the fields of {@link Server}; compose with `prefixed`. */
export const serverFormats: FieldFormats = {
  hosts: listOf('host'),
  'hosts[]': serverHost,
  'port.number': integer(0, 65_535, 'a port'),
  'port.name': nonEmpty,
  name: nonEmpty,
  bind,
  ...prefixed('tls.', serverTlsFormats),
};

/** Relations between fields that istiod refuses, or that have no effect. Paths start at the server. */
export function* serverProblems(server: Server): Iterable<FieldProblem> {
  const { number } = server.port;
  const unix = server.bind !== undefined && isUnixAddress(server.bind);
  if (unix && number !== 0)
    yield { path: ['port', 'number'], value: number, expected: '0 with a unix:// bind' };
  if (!unix && number === 0)
    yield { path: ['port', 'number'], value: number, expected: `${port.expected}, or 0 with a unix:// bind` };
  if (server.tls !== undefined && !('httpsRedirect' in server.tls)) {
    yield* under(['tls'], tlsParameterProblems(server.tls));
  }
}
