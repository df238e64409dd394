import { toDocuments } from '../yaml/emit.js';

/** The kustomization that applies the files, in their order. */
export function kustomization(files: readonly string[]): string {
  return toDocuments([
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: files,
    },
  ]);
}
