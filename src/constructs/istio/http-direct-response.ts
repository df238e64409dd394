import type { FieldFormats } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { integer } from '../../model/formats/number.js';
import type { OneOf } from '../../model/one-of.js';

/** An answer of the proxy itself (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse). */
export interface HttpDirectResponse {
  /** 200 to 599. */
  readonly status: number;
  /** At most 1 MiB, of which every proxy gets a copy.
   *  @default - empty */
  readonly body?: HttpBody;
}

/** A body as text, or as bytes in base64. */
export type HttpBody = OneOf<{ readonly string: string; readonly bytes: string }>;

/** A status that istiod lets a proxy answer. (Its webhook accepts 600 too, which Envoy does not.) */
export const answerStatus: Format = integer(200, 599, 'an HTTP status');

const MIB = 1024 * 1024;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const text: Format = {
  expected: 'at most 1 MiB of UTF-8',
  accepts: (value) => typeof value === 'string' && Buffer.byteLength(value) <= MIB,
};

const bytes: Format = {
  expected: 'at most 1 MiB in base64',
  accepts: (value) =>
    typeof value === 'string' && BASE64.test(value) && Buffer.byteLength(value, 'base64') <= MIB,
};

/** Forms of the fields of {@link HttpDirectResponse}; compose with `prefixed`. */
export const httpDirectResponseFormats: FieldFormats = {
  status: answerStatus,
  'body.string': text,
  'body.bytes': bytes,
};
