import type { FieldFormats } from '../check-fields.js';
import type { Format } from '../format.js';
import { headerValue } from '../formats/header-value.js';
import { together, type Complaint } from './complaint.js';
import type { Part } from './part.js';

const isAuthority = (name: string): boolean => [':authority', 'host'].includes(name.toLowerCase());

/** istio ValidateHTTPHeaderWithAuthorityOperationName. */
const requestHeader: Format = {
  expected: 'the name of a header, not of a pseudo header other than :authority',
  accepts: (value) =>
    typeof value === 'string' && value !== '' && (!value.startsWith(':') || isAuthority(value)),
};

/** istio ValidateHTTPHeaderOperationName. */
const otherHeader: Format = {
  expected: 'the name of a header, not Host and not of a pseudo header',
  accepts: (value) =>
    typeof value === 'string' && value !== '' && !value.startsWith(':') && value.toLowerCase() !== 'host',
};

/** Changes of headers, at a place. */
export function headerFormats(place: string): FieldFormats {
  return {
    [`${place}.request.set{key}`]: requestHeader,
    [`${place}.request.set{}`]: headerValue,
    [`${place}.request.add{key}`]: requestHeader,
    [`${place}.request.add{}`]: headerValue,
    [`${place}.request.remove[]`]: otherHeader,
    [`${place}.response.set{key}`]: otherHeader,
    [`${place}.response.set{}`]: headerValue,
    [`${place}.response.add{key}`]: otherHeader,
    [`${place}.response.add{}`]: headerValue,
    [`${place}.response.remove[]`]: otherHeader,
  };
}

/** istio `pkg/config/validation/virtualservice.go`, validateAuthorityRewrite: the authority is set in one place. */
export function* checkAuthority(route: Part): Iterable<Complaint> {
  let first = route.of('rewrite', 'authority').text;
  for (const operation of ['set', 'add'])
    for (const [name, value] of route.of('headers', 'request', operation).entries) {
      if (!isAuthority(name)) continue;
      if (first !== '') yield together(value, `sets the authority again, which is set to ${first} already`);
      else first = value.text;
    }
}
