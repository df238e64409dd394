import type { FieldFormats } from '../../model/check-fields.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { re2 } from '../../model/formats/regex.js';

/** Replaces what a regular expression finds in the path. */
export interface RegexRewrite {
  /** A regular expression of RE2, at most 1024 bytes. */
  readonly match: string;
  /** The replacement; `\1` is the first group. */
  readonly rewrite: string;
}

/**
 * Changes a request before it goes on (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite):
 * the path in one of two ways, the host, or both.
 */
export type HttpRewrite =
  | {
      /** Replaces the matched prefix; for a route that matches otherwise, the whole path. */
      readonly uri: string;
      readonly uriRegexRewrite?: never;
      /** The new host.
       *  @default - unchanged */
      readonly authority?: string;
    }
  | {
      readonly uriRegexRewrite: RegexRewrite;
      readonly uri?: never;
      /** The new host.
       *  @default - unchanged */
      readonly authority?: string;
    }
  | {
      /** The new host. */
      readonly authority: string;
      readonly uri?: never;
      readonly uriRegexRewrite?: never;
    };

/** Forms of the fields of {@link HttpRewrite}; compose with `prefixed`. */
export const httpRewriteFormats: FieldFormats = {
  uri: nonEmpty,
  authority: nonEmpty,
  'uriRegexRewrite.match': re2,
  'uriRegexRewrite.rewrite': nonEmpty,
};
