import { describe, expect, it } from 'vitest';
import * as http from '../../../src/model/formats/http.js';
import { describeFormat } from './examples.js';

const TOKENS = ['x-request-id', 'X-Request-ID', 'a', '1', "!#$%&'*+-.^_`|~"];
const NOT_TOKENS = ['', 'a b', 'a:b', 'a/b', 'é', 'a\n', '(a)', '@a', 1];
const CLAIMS = [
  '@request.auth.claims.sub',
  '@request.auth.claims[sub]',
  '@request.auth.claims[a][b.c]',
  '@Request.Auth.Claims.x',
];
const NOT_CLAIMS = [
  '@request.auth.claims',
  '@request.auth.claims.',
  '@request.auth.claims[]',
  '@request.auth.claimsub',
  '@request.auth.claims[a',
];
const PSEUDO = [':method', ':scheme', ':authority', ':path', ':status'];

describeFormat('headerName', http.headerName, { good: TOKENS, bad: [...NOT_TOKENS, ...CLAIMS, ...PSEUDO] });
describeFormat('matchableHeader', http.matchableHeader, {
  good: [...TOKENS, ...CLAIMS, ...PSEUDO],
  bad: [...NOT_TOKENS, ...NOT_CLAIMS, ':host', ':Path'],
});
describeFormat('httpMethod', http.httpMethod, {
  good: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'],
  bad: ['', 'get', 'Get', 'LIST', '*', 'GET '],
});

describe('isClaim', () => {
  it('knows a claim from a header', () => {
    expect(CLAIMS.filter(http.isClaim)).toEqual(CLAIMS);
    expect([...NOT_CLAIMS, ...TOKENS, ...PSEUDO].filter(http.isClaim)).toEqual([]);
  });
});
