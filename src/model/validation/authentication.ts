import type { FieldFormats } from '../check-fields.js';
import { nonEmpty } from '../formats/choice.js';
import { duration } from '../formats/duration.js';
import { isJsonObject } from '../json.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkFormats } from './formats.js';
import { keysIn, readKeySet } from './key-set.js';
import type { Part } from './part.js';
import { checkAttachment, checkSelector } from './selector.js';
import type { Validated } from './validated.js';

const FORMATS: FieldFormats = {
  'audiences[]': nonEmpty,
  'fromHeaders[].name': nonEmpty,
  'fromParams[]': nonEmpty,
  'fromCookies[]': nonEmpty,
  timeout: duration,
};

/** istio `pkg/config/validation/validation.go`, ValidateRequestAuthentication. */
export function* checkRequestAuthentication({ spec }: Validated): Iterable<Complaint> {
  yield* checkAttachment(spec);
  for (const rule of spec.of('jwtRules').items) yield* checkJwtRule(rule);
}

function* checkJwtRule(rule: Part): Iterable<Complaint> {
  yield* checkFormats(rule, FORMATS);
  const [issuer, uri, jwks] = [rule.of('issuer'), rule.of('jwksUri'), rule.of('jwks')];
  if (issuer.text === '' && uri.text === '') yield missing(issuer, 'issuer is missing, or jwksUri');
  if (uri.text !== '' && !/^https?:/i.test(uri.text)) yield badValue(uri, 'a URL of http or https');
  for (const { header, claim } of rule
    .of('outputClaimToHeaders')
    .items.map((item) => ({ header: item.of('header'), claim: item.of('claim') }))) {
    if (claim.text === '') yield missing(claim);
    if (!/^[-_A-Za-z0-9]+$/.test(header.text)) yield badValue(header, 'a name of letters, digits, - and _');
  }
  if (jwks.text === '') return;
  const set = readKeySet(jwks.text);
  if (set === undefined) yield badValue(jwks, 'a JSON Web Key Set, {"keys": […]}');
  else
    for (const [i, key] of keysIn(set).entries())
      if (isJsonObject(key) && (key['kty'] === 'oct' || key['d'] !== undefined))
        yield warned(jwks, `has a private key, keys[${i}]: proxies only need public ones`, 'private-key');
}

/** istio `pkg/config/validation/validation.go`, ValidatePeerAuthentication. */
export function* checkPeerAuthentication({ spec }: Validated): Iterable<Complaint> {
  const [selector, ports] = [spec.of('selector'), spec.of('portLevelMtls')];
  if (selector.of('matchLabels').entries.length === 0 && ports.entries.length > 0)
    yield together(ports, 'needs a selector: what holds for all workloads has no ports');
  if (ports.isSet && ports.entries.length === 0) yield badValue(ports, 'at least one port');
  for (const [port, settings] of ports.entries)
    if (!/^[1-9]\d*$/.test(port) || Number(port) > 65_535) yield badValue(settings, 'a port from 1 to 65535');
  yield* checkSelector(selector, 'matchLabels');
}
