import type { FieldFormats } from '../../model/check-fields.js';
import { either, nonEmpty, oneOfWords } from '../../model/formats/choice.js';
import { re2 } from '../../model/formats/regex.js';
import type { AtMostOneOf, OneOf } from '../../model/one-of.js';
import { prefixed } from './nested.js';

/** The ways to compare a text, case-sensitively. */
export interface StringMatchKinds {
  /** The whole text. */
  readonly exact: string;
  /** What the text begins with. Not empty, but for `uri`. */
  readonly prefix: string;
  /** A regular expression of RE2 that the whole text matches, at most 1024 bytes. */
  readonly regex: string;
}

/** One way to compare a text (https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch). */
export type StringMatch = OneOf<StringMatchKinds>;

/** As {@link StringMatch}, or `{}` for a header or parameter that is there, whatever its value. */
export type PresenceMatch = AtMostOneOf<StringMatchKinds>;

/** Forms of a {@link StringMatch} at a place; `emptyPrefix` where Envoy takes the empty prefix (`uri`). */
export function stringMatchFormats(
  place: string,
  options: { readonly emptyPrefix?: boolean } = {},
): FieldFormats {
  return prefixed(`${place}.`, {
    ...(options.emptyPrefix === true ? {} : { prefix: nonEmpty }),
    regex: re2,
  });
}

/** Forms in `withoutHeaders`, where the regex `*` is no regex and stands for presence (istio `route.go`). */
export function absenceMatchFormats(place: string): FieldFormats {
  return prefixed(`${place}.`, { prefix: nonEmpty, regex: either(re2, oneOfWords('*')) });
}
