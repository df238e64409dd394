import type { KnownLabels, Selector } from '../labels.js';
import { selects } from '../labels.js';
import { perMesh } from '../per-mesh.js';
import { givenLabel } from './given-labels.js';
import { podTemplateOf, type PodTemplate } from './pod-template.js';

/** The pods of a set. */
export interface PodIndex {
  readonly all: readonly PodTemplate[];
  readonly in: (namespace: string) => readonly PodTemplate[];
  /** Those that a selector selects, in a namespace or in all. */
  readonly selected: (selector: Selector, namespace?: string) => readonly PodTemplate[];
}

/** The pods of a set, by namespace and by label. */
export const podsOf = perMesh((mesh): PodIndex => {
  const all = mesh.manifests.all.flatMap((manifest) => podTemplateOf(manifest) ?? []);
  const byNamespace = new Map<string, PodTemplate[]>();
  const byLabel = new Map<string, PodTemplate[]>();
  for (const pod of all) {
    add(byNamespace, pod.namespace, pod);
    for (const [key, value] of Object.entries(pod.labels)) {
      add(byLabel, label(key, value), pod);
      add(byLabel, label(key, value, pod.namespace), pod);
    }
  }
  const inNamespace = (namespace?: string): readonly PodTemplate[] =>
    namespace === undefined ? all : (byNamespace.get(namespace) ?? []);
  return {
    all,
    in: inNamespace,
    selected(selector, namespace) {
      const given = selector.flatMap((requirement) => {
        const gets = givenLabel(requirement);
        return gets === undefined ? [] : [{ requirement, gets }];
      });
      const written = selector.filter((requirement) => givenLabel(requirement) === undefined);
      const candidates = written
        .filter(({ operator, values }) => operator === 'In' && values.length === 1)
        .map(({ key, values }) => byLabel.get(label(key, values[0] ?? '', namespace)) ?? []);
      // The rarest of the labels leaves the fewest to look at.
      const [fewest = inNamespace(namespace)] = candidates.sort((a, b) => a.length - b.length);
      return fewest.filter((pod) => {
        const known: KnownLabels = { labels: pod.labels, others: 'none' };
        return (
          selects(written, known) === 'yes' &&
          given.every(
            ({ requirement, gets }) =>
              gets(pod, requirement.values) || selects([requirement], known) === 'yes',
          )
        );
      });
    },
  };
});

function label(key: string, value: string, namespace = ''): string {
  return `${namespace}|${key}|${value}`;
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
