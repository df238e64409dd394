import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { nonEmpty } from '../../model/formats/choice.js';
import type { NoneOf } from '../../model/one-of.js';

/** What the proxy says and expects when it opens TLS. */
export interface TlsPeer {
  /** The host name to ask for.
   *  @default - that of the request, otherwise the host of the destination */
  readonly sni?: string;
  /** Subject alternative names, of which the server's certificate must have one.
   *  @default - the name in `sni` or of the request; for services of the mesh their service accounts */
  readonly subjectAltNames?: readonly string[];
}

interface Verification {
  /** Accept any certificate of the server. Then neither `caCertificates` nor `subjectAltNames` may be set.
   *  @default false */
  readonly insecureSkipVerify?: boolean;
}

/** Files in the proxy that verify the server. */
export interface VerificationFiles {
  /** Path of the CA certificates.
   *  @default - those of the operating system */
  readonly caCertificates?: string;
  /** Path of a list of revoked certificates.
   *  @default - none */
  readonly caCrl?: string;
}

/** Files in the proxy with its own certificate. */
export interface ClientFiles {
  /** Path of the certificate. */
  readonly clientCertificate: string;
  /** Path of the key. */
  readonly privateKey: string;
}

interface Credential {
  /**
   * A Secret in the namespace of the calling proxy (for sidecars the DestinationRule needs a `workloadSelector`), or
   * `configmap://name` with CA certificates only, in the namespace of the DestinationRule.
   */
  readonly credentialName: string;
}

/** Plaintext, also where the mesh would use mutual TLS by itself. */
export type DisabledTls = { readonly mode: 'DISABLE' } & NoneOf<
  TlsPeer & Verification & VerificationFiles & ClientFiles & Credential
>;

/** TLS in which only the server shows a certificate. */
export type SimpleClientTls = { readonly mode: 'SIMPLE' } & TlsPeer &
  Verification &
  NoneOf<ClientFiles> &
  ((Credential & NoneOf<VerificationFiles>) | (VerificationFiles & NoneOf<Credential>));

/** TLS in which the proxy shows a certificate of its own. */
export type MutualClientTls = { readonly mode: 'MUTUAL' } & TlsPeer &
  Verification &
  (
    | (Credential & NoneOf<VerificationFiles & ClientFiles>)
    | (VerificationFiles & ClientFiles & NoneOf<Credential>)
  );

/** Mutual TLS with the certificates of the mesh. */
export type IstioMutualClientTls = { readonly mode: 'ISTIO_MUTUAL' } & TlsPeer &
  NoneOf<Verification & VerificationFiles & ClientFiles & Credential>;

/**
 * TLS towards the upstream (https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings). The
 * mode is written out: without one, Istio switches TLS off.
 */
export type ClientTlsSettings = DisabledTls | SimpleClientTls | MutualClientTls | IstioMutualClientTls;

/** Forms of the fields of {@link ClientTlsSettings}; compose with `prefixed`. */
export const clientTlsFormats: FieldFormats = {
  clientCertificate: nonEmpty,
  privateKey: nonEmpty,
  caCertificates: nonEmpty,
  caCrl: nonEmpty,
  credentialName: nonEmpty,
  sni: nonEmpty,
  'subjectAltNames[]': nonEmpty,
};

const CONFIG_MAP = 'configmap://';

/**
 * What istiod refuses beyond the forms of single fields (istio `pkg/config/validation/agent/validation.go`, ValidateTLS).
 * Paths start at the settings.
 * @param namespace that of the DestinationRule
 */
export function* clientTlsProblems(
  tls: ClientTlsSettings,
  namespace: string | undefined,
): Iterable<FieldProblem> {
  if (tls.insecureSkipVerify === true) {
    const fields = [
      'caCertificates',
      'subjectAltNames',
      ...(tls.mode === 'SIMPLE' ? ['credentialName' as const] : []),
    ] as const;
    for (const field of fields) {
      const value = tls[field];
      if (value !== undefined) {
        yield {
          path: [field],
          value,
          expected: 'none with insecureSkipVerify, which accepts any certificate',
        };
      }
    }
  }
  const { credentialName } = tls;
  if (credentialName?.startsWith(CONFIG_MAP) === true) {
    const [first = '', second, ...rest] = credentialName.slice(CONFIG_MAP.length).split('/');
    const ok =
      rest.length === 0 && first !== '' && second !== '' && (second === undefined || first === namespace);
    if (!ok) {
      yield {
        path: ['credentialName'],
        value: credentialName,
        expected: `${CONFIG_MAP}<name> of a ConfigMap in the namespace of the DestinationRule`,
      };
    }
  }
}
