import { describe, expect, it } from 'vitest';
import * as host from '../../../src/model/formats/host.js';
import { describeFormat } from './examples.js';

const LABEL_63 = 'a'.repeat(63);
/** 255 characters. */
const LONGEST = `${`${LABEL_63}.`.repeat(3)}${'b'.repeat(63)}`;

const NAMES = [
  'localhost',
  'api.example.com',
  'API.Example.com',
  'a-b',
  '1a.b2',
  'example.com.',
  '10.a',
  LABEL_63,
  LONGEST,
];
const NOT_NAMES = [
  '',
  '.',
  'a..b',
  '.a',
  'a.b..',
  '-a',
  'a-',
  'a_b',
  'a b',
  'a/b',
  'a:80',
  'https://a',
  'é.com',
  `${LABEL_63}a`,
  `${LONGEST}.`,
  `${LONGEST}.c`,
  8080,
];
const NUMBERS = ['10', '10.0.0', 'a.10'];
const V4 = ['10.0.0.1', '0.0.0.0'];
const V6 = ['::1', 'fd00::1', '::ffff:10.0.0.1', '2001:db8:0:0:0:0:0:1'];
const NOT_ADDRESSES = [
  '10.0.0',
  '10.0.0.256',
  '010.0.0.1',
  '10.0.0.1:80',
  '[::1]',
  ':::1',
  'fe80::1%eth0',
  '',
];
const WILD = [
  '*',
  '*.example.com',
  '*.com',
  '*a.example.com',
  '*-a.example.com',
  '*a',
  `*${'a'.repeat(62)}.b`,
];
const NOT_WILD = [
  '**.example.com',
  'a.*.com',
  'a*.example.com',
  '*.',
  '*..com',
  '*.*',
  '*-.example.com',
  '*.10',
  `*${LABEL_63}.b`,
  `*.${LONGEST}`,
];

describeFormat('dnsLabel', host.dnsLabel, {
  good: ['a', 'A1', 'a-b', '1', LABEL_63],
  bad: ['', '-a', 'a-', 'a.b', 'a_b', `${LABEL_63}a`, 1],
});
describeFormat('hostName', host.hostName, {
  good: NAMES,
  bad: [...NOT_NAMES, ...NUMBERS, ...V4, ...V6, ...WILD],
});
describeFormat('hostNameOrIp', host.hostNameOrIp, {
  good: [...NAMES, ...V4, ...V6],
  bad: [...NOT_NAMES, ...NUMBERS, ...WILD, ...NOT_ADDRESSES],
});
describeFormat('wildcardHost', host.wildcardHost, {
  good: [...NAMES, ...WILD],
  bad: [...NOT_NAMES, ...NUMBERS, ...NOT_WILD, ...V4],
});
describeFormat('wildcardHostOrIp', host.wildcardHostOrIp, {
  good: [...NAMES, ...WILD, ...V4, ...V6],
  bad: [...NOT_NAMES, ...NUMBERS, ...NOT_WILD, ...NOT_ADDRESSES],
});
describeFormat('exportTarget', host.exportTarget, {
  good: ['.', '*', 'auralink', LABEL_63],
  bad: ['', '..', '~', '*.a', 'a.b', 'a b', 1],
});
describeFormat('ipAddress', host.ipAddress, {
  good: [...V4, ...V6],
  bad: [...NOT_ADDRESSES, 'a', '10.0.0.0/8', 10],
});
describeFormat('ipBlock', host.ipBlock, {
  good: [...V4, ...V6, '10.0.0.0/8', '0.0.0.0/0', '10.1.2.3/32', '::/0', 'fd00::/8', '::1/128'],
  bad: [
    ...NOT_ADDRESSES,
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    'a/8',
    10,
  ],
});

describe('a host name', () => {
  it('may have 255 characters', () => {
    expect(LONGEST).toHaveLength(255);
  });
});
