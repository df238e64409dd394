import { oneOf, rare } from './pick.js';

/** Namespaces of workloads. */
export const namespace = oneOf('a', 'a', 'b');

/** Also the root namespace. */
export const anywhere = oneOf('a', 'a', 'b', 'istio-system');

export const exportTo = rare(
  oneOf(['*'], ['.'], ['a'], ['b'], ['a', 'b'], ['*', '.'], ['istio-system'], ['~']),
  4,
);

/** Labels of workloads of policies. */
export const selector = rare(
  oneOf<Readonly<Record<string, string>>>(
    { app: 'api' },
    { app: 'web' },
    { version: 'v2' },
    { app: 'api', version: 'v1' },
    { istio: 'ingressgateway' },
    { app: 'nobody' },
    {},
  ),
  2,
);

/** A selector as policies have it. */
export function selecting(
  labels: Readonly<Record<string, string>> | undefined,
): { readonly matchLabels: Readonly<Record<string, string>> } | undefined {
  return labels === undefined ? undefined : { matchLabels: labels };
}
