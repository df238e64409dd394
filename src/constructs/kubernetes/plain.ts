import type { k8s } from 'cdk8s-plus-28';

/** `IntOrString` or `Quantity`, which have one shape; not an interface that happens to have a `value` among others. */
type IsWrapper<T> = T extends k8s.IntOrString ? (k8s.IntOrString extends T ? true : false) : false;

/**
 * The data that a generated Kubernetes type stands for: readonly, with plain numbers and strings in place of the
 * wrapper classes (`IntOrString`, `Quantity`) and enums.
 */
export type Plain<T> = T extends unknown
  ? IsWrapper<T> extends true
    ? number | string
    : T extends string
      ? `${T}`
      : T extends readonly (infer Item)[]
        ? readonly Plain<Item>[]
        : T extends object
          ? { readonly [K in keyof T]: Plain<T[K]> }
          : T
  : never;
