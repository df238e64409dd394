import type { ApiObject } from 'cdk8s';

/** What `toJson()` gives. */
export function manifestOf(object: ApiObject): unknown {
  return object.toJson();
}
