import { join } from 'node:path';
import { openssl } from '../programs/openssl.js';
import { pathOf } from '../run-program.js';
import type { Servers } from './servers.js';

/** Files in PEM. */
export interface Certificates {
  /** The certificate of the CA that signed the server's. */
  readonly ca: string;
  /** The server's, for `localhost` and for no address. */
  readonly certificate: string;
  readonly key: string;
}

/** A CA, and a certificate that it signed, in the folder of the servers. */
export function certificates(servers: Servers): Certificates {
  const file = (name: string): string => join(servers.folder, name);
  const request = (name: string, subject: string): readonly string[] => [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
    ...['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`), '-subj', `/CN=${subject}`],
  ];
  const path = pathOf(openssl);
  servers.once(path, request('ca', 'meshproof CA'));
  servers.once(path, [
    ...request('server', 'localhost'),
    ...['-addext', 'subjectAltName=DNS:localhost', '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-CA', file('ca.crt'), '-CAkey', file('ca.key')],
  ]);
  return { ca: file('ca.crt'), certificate: file('server.crt'), key: file('server.key') };
}
