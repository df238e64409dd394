/** A key of a Secret that must exist in the namespace of the workload that refers to it. */
export interface SecretRef {
  readonly secret: string;
  readonly key: string;
}

/** Refers to a key of a Secret. Its value is never part of a manifest. */
export function secret(name: string, key: string): SecretRef {
  return { secret: name, key };
}

const SENSITIVE_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRETS|TOKEN|CREDENTIALS?|PRIVATE_KEY|API_KEY|API_SECRET|ROLE_KEY|ANON_KEY|MASTER_KEY|KEYS)$/i;
const SENSITIVE_VALUE: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/, 'a JSON Web Token'],
  [/^[a-z][\w+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i, 'a URL with a password'],
  [/\b(?:sk|pk|rk)[-_][\w-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,}/, 'an API key'],
];

/** Why a variable's literal value must not be in a manifest, `undefined` if nothing speaks against it. */
export function literalSecret(name: string, value: string): string | undefined {
  for (const [pattern, what] of SENSITIVE_VALUE) {
    if (pattern.test(value)) return `holds ${what}`;
  }
  return SENSITIVE_NAME.test(name) && value !== ''
    ? 'has the name of a secret and a literal value'
    : undefined;
}
