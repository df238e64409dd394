import type { Construct } from 'constructs';
import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { duration } from '../../model/formats/duration.js';
import { headerName } from '../../model/formats/http.js';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import type { JwtRule } from './jwt-rule.js';
import { publicKeySet } from './jwks.js';
import { shortList } from './list.js';
import { specOf } from './spec-of.js';
import { POLICY_TARGET_FORMATS, type PolicyTarget } from './target-ref.js';

/** The fields of a RequestAuthentication beside its `selector` or `targetRefs`. */
export interface RequestAuthenticationFields extends ObjectProps {
  /** 1 to 4096 rules. A request with a token that none of them accepts is refused; one without a token passes. Has to
   *  be there: the API makes it optional, and without rules the object does nothing. */
  readonly jwtRules: readonly JwtRule[];
}

/** Props of a {@link RequestAuthentication}. */
export type RequestAuthenticationProps = RequestAuthenticationFields & PolicyTarget;

const httpUrl: Format = {
  expected: 'an http:// or https:// URL of at most 2048 characters',
  accepts: (value) =>
    typeof value === 'string' &&
    value.length <= 2048 &&
    /^https?:\/\/[^/\s]/.test(value) &&
    URL.canParse(value),
};

const strictHeaderName: Format = {
  expected: 'a header name of letters, digits, - and _',
  accepts: (value) => typeof value === 'string' && /^[-_A-Za-z0-9]+$/.test(value),
};

const rules: Format = {
  expected: '1 to 4096 rules: without any, the object does nothing',
  accepts: (value) => Array.isArray(value) && value.length >= 1 && value.length <= 4096,
};

const REQUEST_AUTHENTICATION_FORMATS: FieldFormats = {
  ...POLICY_TARGET_FORMATS,
  jwtRules: rules,
  'jwtRules[].issuer': nonEmpty,
  'jwtRules[].audiences[]': nonEmpty,
  'jwtRules[].jwksUri': httpUrl,
  'jwtRules[].jwks': publicKeySet,
  'jwtRules[].fromHeaders[].name': headerName,
  'jwtRules[].fromParams[]': nonEmpty,
  'jwtRules[].fromCookies[]': nonEmpty,
  'jwtRules[].outputPayloadToHeader': headerName,
  'jwtRules[].outputClaimToHeaders[].header': strictHeaderName,
  'jwtRules[].outputClaimToHeaders[].claim': nonEmpty,
  'jwtRules[].timeout': duration,
  'jwtRules[].spaceDelimitedClaims': shortList(64),
  'jwtRules[].spaceDelimitedClaims[]': nonEmpty,
};

function* problems({ annotations, jwtRules }: RequestAuthenticationFields): Iterable<FieldProblem> {
  yield* annotationProblems(annotations);
  for (const [r, { outputClaimToHeaders = [] }] of jwtRules.entries()) {
    const seen = new Set<string>();
    for (const [c, { header: value }] of outputClaimToHeaders.entries()) {
      const path = ['jwtRules', r, 'outputClaimToHeaders', c, 'header'];
      if (seen.has(value.toLowerCase())) yield { path, value, expected: 'each header once' };
      seen.add(value.toLowerCase());
    }
  }
}

/**
 * Which tokens the proxies of workloads accept
 * (https://istio.io/latest/docs/reference/config/security/request_authentication/). It requires none: that takes an
 * AuthorizationPolicy with `requestPrincipals`.
 */
export class RequestAuthentication extends ManifestObject {
  /** @throws ConstructError for what istiod's webhook refuses, and for private keys in `jwks` */
  constructor(scope: Construct, id: string, props: RequestAuthenticationProps) {
    super(scope, id, props, {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      body: { spec: specOf(props) },
      formats: REQUEST_AUTHENTICATION_FORMATS,
      problems: problems(props),
    });
  }
}
