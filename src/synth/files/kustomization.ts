import { toDocuments } from '../yaml/emit.js';

/**
 * The kustomization that applies the files, in their order.
 * @param isOrdered whether the order was asked for. Without a word, kustomize sorts all objects by kind, which is right
 *   where nothing else was declared; `fifo` keeps ours
 *   (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/sortoptions/)
 */
export function kustomization(files: readonly string[], isOrdered: boolean): string {
  return toDocuments([
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: files,
      ...(isOrdered ? { sortOptions: { order: 'fifo' } } : {}),
    },
  ]);
}
