/**
 * Labels that every object carries (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/).
 */
export function commonLabels(
  platform: string,
  environment: string,
  name: string,
): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': `${name}-${environment}`,
    'app.kubernetes.io/part-of': platform,
    'app.kubernetes.io/managed-by': 'meshproof',
  };
}

/** Which pods are a workload's, of whatever version: what Services and policies select. */
export function podSelector(name: string): Readonly<Record<string, string>> {
  return { app: name };
}
