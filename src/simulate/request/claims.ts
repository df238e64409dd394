/** The value of a claim, however deep. */
export function claimAt(
  claims: Readonly<Record<string, unknown>> | undefined,
  path: readonly string[],
): unknown {
  let found: unknown = claims;
  for (const step of path) {
    found =
      typeof found === 'object' && found !== null && !Array.isArray(found) && Object.hasOwn(found, step)
        ? Object.entries(found).find(([key]) => key === step)?.[1]
        : undefined;
  }
  return found;
}

/** Whether a claim that is a text, or one of a list of texts, matches. Other types never do. */
export function claimMatches(claim: unknown, test: (text: string) => boolean): boolean {
  if (typeof claim === 'string') return test(claim);
  return Array.isArray(claim) && claim.some((item) => typeof item === 'string' && test(item));
}

/** Claims that are lists of words, as Istio splits them. */
const WORDS = ['scope', 'permission'];

/** The claims of a token as proxies compare them. */
export function normalClaims(
  claims: Readonly<Record<string, unknown>>,
  words: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) =>
      typeof value === 'string' && [...WORDS, ...words].includes(name)
        ? [name, value.split(' ').filter((word) => word !== '')]
        : [name, value],
    ),
  );
}
