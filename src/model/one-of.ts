/**
 * A protobuf `oneof` whose member must be set: exactly one of the keys of `T`.
 * A plain union would let `{ exact: 'a', prefix: 'b' }` through the compiler.
 */
export type OneOf<T> = {
  [K in keyof T]: Readonly<Pick<T, K>> & Readonly<Partial<Record<Exclude<keyof T, K>, never>>>;
}[keyof T];

/** A protobuf `oneof` that may be left unset: none or one of the keys of `T`. */
export type AtMostOneOf<T> = OneOf<T> | { readonly [K in keyof T]?: never };

/** At least one of the keys of `T`, and any of the others. */
export type AtLeastOneOf<T> = {
  [K in keyof T]: Readonly<Pick<T, K>> & Readonly<Partial<Omit<T, K>>>;
}[keyof T];

/** None of the keys of `T`. */
export type NoneOf<T> = { readonly [K in keyof T]?: never };
