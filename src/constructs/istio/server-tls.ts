import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { CIPHER_SUITES } from '../../model/formats/cipher-suites.js';
import { nonEmpty, oneOfWords } from '../../model/formats/choice.js';
import type { Format } from '../../model/format.js';
import type { NoneOf, OneOf } from '../../model/one-of.js';

export type TlsVersion = 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';

/** What a server negotiates. */
export interface TlsParameters {
  /** Lowest version. Versions below 1.2 need `cipherSuites` that they know.
   *  @default 'TLS_AUTO' - TLS 1.2 */
  readonly minProtocolVersion?: TlsVersion;
  /** Highest version.
   *  @default 'TLS_AUTO' - TLS 1.3 */
  readonly maxProtocolVersion?: TlsVersion;
  /** Suites for TLS 1.2 and below, by OpenSSL name.
   *  @default - Envoy's */
  readonly cipherSuites?: readonly string[];
}

/** Which clients may connect, of those with a certificate that the CA has signed. */
export interface ClientNames {
  /** Subject alternative names, of which the client's certificate must have one.
   *  @default - any */
  readonly subjectAltNames?: readonly string[];
  /** Accept a client whose certificate does not verify. For tests only.
   *  @default false */
  readonly insecureSkipVerify?: boolean;
}

/** Which certificates clients may present. */
export interface ClientHashes {
  /** SHA-256 hashes of public keys, in base64; the client's must be one of them.
   *  @default - any */
  readonly verifyCertificateSpki?: readonly string[];
  /** SHA-256 hashes of certificates, in hexadecimal; the client's must be one of them.
   *  @default - any */
  readonly verifyCertificateHash?: readonly string[];
}

/** A certificate of the server with its key, as files in the proxy. */
export interface TlsCertificate {
  /** Path of the certificate chain. */
  readonly serverCertificate: string;
  /** Path of the key. */
  readonly privateKey: string;
}

/** Certificates in Secrets in the namespace of the gateway workload. */
export interface CredentialSources {
  /** Name of a Secret of type `kubernetes.io/tls` or `Opaque`. */
  readonly credentialName: string;
  /** Names of one or two Secrets, for an RSA and an ECDSA certificate. */
  readonly credentialNames: readonly string[];
}

/** Certificates as files: one, or two for an RSA and an ECDSA certificate. */
export type FileCertificates =
  | (TlsCertificate & { readonly tlsCertificates?: never })
  | {
      readonly tlsCertificates: readonly TlsCertificate[];
      readonly serverCertificate?: never;
      readonly privateKey?: never;
    };

/** What verifies clients, as files. */
interface ClientFiles {
  /** Path of the CA certificates that verify clients. */
  readonly caCertificates: string;
  /** Path of a list of revoked client certificates.
   *  @default - none */
  readonly caCrl?: string;
}

/** What verifies clients, in a Secret or ConfigMap. */
interface ClientCredential {
  /** Secret or ConfigMap with the CA certificates that verify clients.
   *  @default - `ca.crt` in the Secret of the certificate, or the Secret `<credentialName>-cacert` */
  readonly caCertCredentialName?: string;
}

type NoFiles = NoneOf<TlsCertificate & ClientFiles & { readonly tlsCertificates: unknown }>;
type NoHashes = NoneOf<ClientHashes & ClientCredential>;
type NoClient = NoHashes & NoneOf<ClientNames & ClientFiles>;

/** The server presents a certificate. */
export type SimpleTls<Certificates> = TlsParameters & Certificates & NoClient & { readonly mode: 'SIMPLE' };

/** Both sides present certificates: the client has to (`MUTUAL`), or may (`OPTIONAL_MUTUAL`). */
export type MutualTlsWithCredential = TlsParameters &
  ClientNames &
  ClientHashes &
  OneOf<CredentialSources> &
  ClientCredential &
  NoFiles & { readonly mode: 'MUTUAL' | 'OPTIONAL_MUTUAL' };

/**
 * As {@link MutualTlsWithCredential}, from files in the proxy. There istiod drops the hashes of client certificates
 * without a word (istio `pilot/pkg/security/model/authentication.go`, ApplyToCommonTLSContext).
 */
export type MutualTlsWithFiles = TlsParameters &
  ClientNames &
  FileCertificates &
  ClientFiles &
  NoneOf<CredentialSources> &
  NoHashes & { readonly mode: 'MUTUAL' | 'OPTIONAL_MUTUAL' };

/** Mesh certificates on both sides: for traffic from sidecars. */
export type IstioMutualServerTls = TlsParameters &
  ClientNames &
  NoneOf<CredentialSources> &
  NoFiles &
  NoHashes & { readonly mode: 'ISTIO_MUTUAL' };

/** TLS is not ended here: routes see the SNI only (`AUTO_PASSTHROUGH`: no routes, the SNI names service and port). */
export type PassthroughTls = NoClient &
  NoneOf<CredentialSources> &
  NoFiles &
  NoneOf<TlsParameters> & { readonly mode: 'PASSTHROUGH' | 'AUTO_PASSTHROUGH' };

/**
 * How a gateway speaks TLS (https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings). The
 * mode is written out: without one, Istio passes TLS through.
 */
export type ServerTlsSettings = (
  | (SimpleTls<OneOf<CredentialSources> & NoFiles> | SimpleTls<FileCertificates & NoneOf<CredentialSources>>)
  | MutualTlsWithCredential
  | MutualTlsWithFiles
  | IstioMutualServerTls
  | PassthroughTls
) & { readonly httpsRedirect?: never };

const oneOrTwo: Format = {
  expected: 'one or two items',
  accepts: (value) => Array.isArray(value) && (value.length === 1 || value.length === 2),
};

const base64Sha256: Format = {
  expected: 'a SHA-256 hash in base64 (44 characters)',
  accepts: (value) => typeof value === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(value),
};

const hexSha256: Format = {
  expected: 'a SHA-256 hash in hexadecimal (64 digits, or 32 pairs between colons)',
  accepts: (value) =>
    typeof value === 'string' && /^(?:[0-9a-f]{64}|[0-9a-f]{2}(?::[0-9a-f]{2}){31})$/i.test(value),
};

/** Forms of the fields of {@link ServerTlsSettings}; compose with `prefixed`. */
export const serverTlsFormats: FieldFormats = {
  'cipherSuites[]': oneOfWords(...CIPHER_SUITES),
  'subjectAltNames[]': nonEmpty,
  'verifyCertificateSpki[]': base64Sha256,
  'verifyCertificateHash[]': hexSha256,
  serverCertificate: nonEmpty,
  privateKey: nonEmpty,
  caCertificates: nonEmpty,
  caCrl: nonEmpty,
  credentialName: nonEmpty,
  credentialNames: oneOrTwo,
  'credentialNames[]': nonEmpty,
  caCertCredentialName: nonEmpty,
  tlsCertificates: oneOrTwo,
  'tlsCertificates[].serverCertificate': nonEmpty,
  'tlsCertificates[].privateKey': nonEmpty,
};

const VERSIONS: readonly TlsVersion[] = ['TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'];

/** Relations between the TLS parameters that make them ineffective or impossible. Paths start at the settings. */
export function* tlsParameterProblems(tls: TlsParameters | undefined): Iterable<FieldProblem> {
  const { minProtocolVersion: min, maxProtocolVersion: max, cipherSuites } = tls ?? {};
  if ((min === 'TLSV1_0' || min === 'TLSV1_1') && (cipherSuites ?? []).length === 0) {
    yield {
      path: ['minProtocolVersion'],
      value: min,
      expected: 'TLSV1_2 or above, or cipherSuites: by default there are none for older versions',
    };
  }
  if (
    min !== undefined &&
    max !== undefined &&
    max !== 'TLS_AUTO' &&
    VERSIONS.indexOf(max) < VERSIONS.indexOf(min)
  ) {
    yield { path: ['maxProtocolVersion'], value: max, expected: `at least minProtocolVersion, ${min}` };
  }
  for (const [i, suite] of (cipherSuites ?? []).entries()) {
    if (cipherSuites?.indexOf(suite) !== i) {
      yield { path: ['cipherSuites', i], value: suite, expected: 'each suite once' };
    }
  }
}
