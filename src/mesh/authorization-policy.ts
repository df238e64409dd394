import type { FieldPath } from '../model/field-path.js';
import { refOf, type Manifest, type ResourceRef } from '../model/manifest.js';
import { at, itemsAt, objectAt, stringAt, stringsAt, type Field } from './fields.js';
import { labelSelector, type Selector } from './labels.js';
import { namespaceOf } from './workload.js';

/** The fields of a source or an operation, each with its values. */
export type Conditions = Readonly<Record<string, readonly string[]>>;

/** A condition of `when`. */
export interface When {
  readonly key: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
}

/** One rule: any of the sources, any of the operations, all of the conditions. */
export interface AuthorizationRule {
  readonly path: FieldPath;
  /** `undefined` is everyone. */
  readonly from?: readonly Conditions[];
  /** `undefined` is every request. */
  readonly to?: readonly Conditions[];
  readonly when: readonly When[];
}

/** An AuthorizationPolicy. Without rules it never matches, so ALLOW without rules refuses everything. */
export interface AuthorizationPolicy {
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly selector: Selector;
  readonly action: string;
  readonly rules: readonly AuthorizationRule[];
  /** True if it names what it belongs to by reference, which sidecars do not follow. */
  readonly targeted: boolean;
}

/** Reads an AuthorizationPolicy; `undefined` for one that only tells what it would do. */
export function authorizationPolicyOf(manifest: Manifest): AuthorizationPolicy | undefined {
  if (stringAt(manifest, 'metadata', 'annotations', 'istio.io/dry-run') === 'true') return undefined;
  const action = stringAt(manifest, 'spec', 'action') ?? 'ALLOW';
  return {
    ref: refOf(manifest),
    namespace: namespaceOf(manifest),
    selector: labelSelector(objectAt(manifest, 'spec', 'selector')),
    action,
    rules: itemsAt(manifest, 'spec', 'rules').map(ruleOf),
    targeted:
      at(manifest, 'spec', 'targetRefs') !== undefined || at(manifest, 'spec', 'targetRef') !== undefined,
  };
}

function ruleOf(rule: Field, i: number): AuthorizationRule {
  const [from, to] = [itemsAt(rule, 'from'), itemsAt(rule, 'to')];
  return {
    path: ['spec', 'rules', i],
    ...(from.length === 0 ? {} : { from: from.map((item) => conditionsOf(objectAt(item, 'source'))) }),
    ...(to.length === 0 ? {} : { to: to.map((item) => conditionsOf(objectAt(item, 'operation'))) }),
    when: itemsAt(rule, 'when').map((item) => ({
      key: stringAt(item, 'key') ?? '',
      values: stringsAt(item, 'values'),
      notValues: stringsAt(item, 'notValues'),
    })),
  };
}

function conditionsOf(fields: Field): Conditions {
  const entries = Object.keys(objectAt(fields) ?? {}).map((name) => [name, stringsAt(fields, name)] as const);
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

const HTTP_FIELDS = /^(?:not)?(?:requestPrincipals|hosts|methods|paths)$/i;

/** Whether only HTTP has what a source or an operation asks for. */
export function isHttpField(name: string): boolean {
  return HTTP_FIELDS.test(name);
}

/** Whether only HTTP has the attribute of a condition. */
export function isHttpAttribute(key: string): boolean {
  return key.startsWith('request.');
}

/**
 * Whether any part of a rule asks for what only HTTP has. Where a proxy sees connections, istiod then leaves the whole
 * rule out, also those of its operations that name nothing but ports (istio `pilot/pkg/security/authz/model/model.go`,
 * `Generate`).
 */
export function needsHttp({ from = [], to = [], when }: AuthorizationRule): boolean {
  const fields = [...from, ...to].flatMap((conditions) => Object.keys(conditions));
  return fields.some(isHttpField) || when.some(({ key }) => isHttpAttribute(key));
}
