import type { FieldFormats } from '../check-fields.js';
import type { Format } from '../format.js';
import { nonEmpty } from '../formats/choice.js';
import { matchableHeader } from '../formats/http.js';
import { re2 } from '../formats/regex.js';
import type { Complaint } from './complaint.js';
import { checkFormats, isLabel, labelFormats, optionalPort } from './formats.js';
import { checkGatewayNames } from './gateway-names.js';
import type { Part } from './part.js';

/** istio validateStringMatch. */
function textMatch(place: string): FieldFormats {
  return { [`${place}.prefix`]: nonEmpty, [`${place}.regex`]: re2 };
}

/** In withoutHeaders `*` stands for presence. */
const absence: Format = {
  expected: `${re2.expected}, or *`,
  accepts: (value) => value === '*' || re2.accepts(value),
};

const sourceNamespace: Format = {
  expected: 'the name of a namespace',
  accepts: (value) => value === '' || (typeof value === 'string' && isLabel(value)),
};

const FORMATS: FieldFormats = {
  'headers{key}': matchableHeader,
  ...textMatch('headers{}'),
  'withoutHeaders{key}': matchableHeader,
  'withoutHeaders{}.prefix': nonEmpty,
  'withoutHeaders{}.regex': absence,
  'uri.regex': re2,
  ...textMatch('scheme'),
  ...textMatch('method'),
  ...textMatch('authority'),
  ...textMatch('queryParams{}'),
  port: optionalPort,
  ...labelFormats('sourceLabels'),
  sourceNamespace,
};

/** istio `pkg/config/validation/virtualservice.go`, validateHTTPRouteMatchRequest. */
export function* checkHttpMatch(match: Part): Iterable<Complaint> {
  yield* checkFormats(match, FORMATS);
  yield* checkGatewayNames(match.of('gateways'));
}
