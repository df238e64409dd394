import { byAge } from '../../mesh/age.js';
import { at, itemsAt, objectAt, stringAt, stringsAt, type Field } from '../../mesh/fields.js';
import { labelSelector } from '../../mesh/labels.js';
import type { Mesh } from '../../mesh/mesh.js';
import { policyIndex } from '../../mesh/policy-index.js';
import { namespaceOf, type Workload } from '../../mesh/workload.js';
import type { FieldPath } from '../../model/field-path.js';
import { refOf, type ResourceRef } from '../../model/manifest.js';

/** One rule of a RequestAuthentication. */
export interface JwtRule {
  readonly ref: ResourceRef;
  readonly path: FieldPath;
  /** Empty for any issuer. */
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** True if it looks for tokens in `Authorization` headers. */
  readonly bearer: boolean;
  readonly headers: readonly { readonly name: string; readonly prefix: string }[];
  readonly params: readonly string[];
  readonly cookies: readonly string[];
  readonly forwards: boolean;
  readonly words: readonly string[];
  readonly claimHeaders: readonly { readonly header: string; readonly claim: string }[];
  readonly payloadHeader?: string;
}

/** The rules that hold for a workload. */
export type JwtRules = (workload: Workload) => readonly JwtRule[];

/** Reads RequestAuthentications: those of the workload's namespace and of the root namespace add up. */
export function jwtRules(mesh: Mesh): JwtRules {
  const policies = policyIndex(
    [...mesh.objects('RequestAuthentication')]
      .sort(byAge)
      .filter(
        (manifest) =>
          at(manifest, 'spec', 'targetRefs') === undefined && at(manifest, 'spec', 'targetRef') === undefined,
      )
      .map((manifest) => ({
        namespace: namespaceOf(manifest),
        selector: labelSelector(objectAt(manifest, 'spec', 'selector')),
        rules: itemsAt(manifest, 'spec', 'jwtRules').map((rule, i) =>
          ruleOf(rule, refOf(manifest), ['spec', 'jwtRules', i]),
        ),
      })),
    mesh.assumptions.rootNamespace,
  );
  return (workload) => policies(workload).flatMap(({ rules }) => rules);
}

function ruleOf(rule: Field, ref: ResourceRef, path: FieldPath): JwtRule {
  const headers = itemsAt(rule, 'fromHeaders').map((item) => ({
    name: (stringAt(item, 'name') ?? '').toLowerCase(),
    prefix: stringAt(item, 'prefix') ?? '',
  }));
  const [params, cookies] = [stringsAt(rule, 'fromParams'), stringsAt(rule, 'fromCookies')];
  const none = headers.length === 0 && params.length === 0 && cookies.length === 0;
  const payload = stringAt(rule, 'outputPayloadToHeader');
  return {
    ref,
    path,
    issuer: stringAt(rule, 'issuer') ?? '',
    audiences: stringsAt(rule, 'audiences'),
    bearer:
      none ||
      headers.some(({ name, prefix }) => name === 'authorization' && 'Bearer token'.startsWith(prefix)),
    headers,
    params: none ? ['access_token'] : params,
    cookies,
    forwards: at(rule, 'forwardOriginalToken') === true,
    words: stringsAt(rule, 'spaceDelimitedClaims'),
    claimHeaders: itemsAt(rule, 'outputClaimToHeaders').map((item) => ({
      header: (stringAt(item, 'header') ?? '').toLowerCase(),
      claim: stringAt(item, 'claim') ?? '',
    })),
    ...(payload === undefined ? {} : { payloadHeader: payload.toLowerCase() }),
  };
}
