import type { Construct } from 'constructs';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { API_VERSIONS, type KubernetesKinds } from './kinds.js';

/**
 * One object of a built-in kind, as data.
 *
 * The field types are those of cdk8s-plus-28, which is compiled against but not loaded: its classes leave out falsy
 * values (`port: 0`, `automountServiceAccountToken: false` in places), and its generated code doubles the start time.
 */
export class KubernetesObject<K extends keyof KubernetesKinds> extends ManifestObject {
  /** @throws ConstructError if the metadata is not valid */
  constructor(scope: Construct, id: string, kind: K, props: ObjectProps, body: KubernetesKinds[K]) {
    super(scope, id, props, { apiVersion: API_VERSIONS[kind], kind, body: { ...body } });
  }
}
