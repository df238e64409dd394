import { isMap } from '../../contains.js';
import { mapAt, mapsAt, mapsChanged, textAt, type JsonMap } from '../../json.js';

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly chain: string;
  readonly key: string;
}

/** What a proxy's agent would give it. */
export interface Secrets {
  /** Who signs certificates: those of workloads, and everyone else's. */
  readonly authorities: { readonly mesh: string; readonly outside: string };
  readonly certificate: (name: string) => Certificate | undefined;
}

const CERTIFICATES = 'tls_certificate_sds_secret_configs';
/** The secret with the mesh's own authority. */
const ROOT = 'ROOTCA';
const AUTHORITY = 'validation_context_sds_secret_config';

/** The configuration with secrets referred to by name alone, and those that it refers to. */
export function withSecrets(
  configuration: unknown,
  secrets: Secrets,
): { readonly configuration: JsonMap; readonly secrets: readonly JsonMap[] } {
  const found = new Map<string, JsonMap>();
  const changed = mapsChanged(configuration, (map) => {
    const certificates = map[CERTIFICATES];
    const authority = map[AUTHORITY];
    if (Array.isArray(certificates))
      for (const one of certificates) addCertificate(textAt(one, 'name') ?? '');
    if (isMap(authority)) addAuthority(textAt(authority, 'name') ?? '');
    return {
      ...map,
      ...(Array.isArray(certificates) ? { [CERTIFICATES]: certificates.map(byName) } : {}),
      ...(authority === undefined ? {} : { [AUTHORITY]: byName(authority) }),
    };
  });
  return { configuration: mapAt(changed), secrets: [...found.values()] };

  function addCertificate(name: string): void {
    const certificate = secrets.certificate(name);
    if (certificate === undefined) return;
    found.set(name, {
      name,
      tls_certificate: {
        certificate_chain: { inline_string: certificate.chain },
        private_key: { inline_string: certificate.key },
      },
    });
  }

  function addAuthority(name: string): void {
    const { mesh, outside } = secrets.authorities;
    const trusted = name === ROOT ? mesh : outside;
    found.set(name, { name, validation_context: { trusted_ca: { inline_string: trusted } } });
  }
}

/**
 * Whether a proxy has everything that a filter chain needs. Envoy answers no connection on a chain whose certificate
 * it waits for.
 */
export function isComplete(chain: JsonMap, secrets: Secrets): boolean {
  const names: string[] = [];
  mapsChanged(chain['transport_socket'], (map) => {
    names.push(...mapsAt(map, CERTIFICATES).map((one) => textAt(one, 'name') ?? ''));
    return map;
  });
  return names.every((name) => secrets.certificate(name) !== undefined);
}

function byName(secret: unknown): JsonMap {
  return { name: textAt(secret, 'name') };
}
