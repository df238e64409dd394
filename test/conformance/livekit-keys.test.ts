import { describe, expect, test } from 'vitest';
import { keyProblems, strangers } from '../../conformance/livekit/key-problems.js';
import { realKeys, type RealKey } from '../../conformance/livekit/real-keys.js';

/** What reflection would find if the schema knew nothing but a few keys is said of all others; these are the few. */
const few: readonly RealKey[] = [
  { path: ['port'], type: 'uint32', default: 7880 },
  { path: ['rtc'], type: 'struct' },
  { path: ['rtc', 'use_ice_lite'], type: 'bool' },
  { path: ['audio', 'active_level'], type: 'uint8', default: 35 },
  { path: ['psrpc', 'timeout'], type: 'duration', default: '3s' },
  { path: ['keys'], type: 'map' },
];

const about = (real: readonly RealKey[], path: string): readonly string[] =>
  keyProblems(real, '1.13.5').filter((problem) => problem.split(' ').includes(path));
const withKey = (path: readonly string[], change: Partial<RealKey>): readonly RealKey[] =>
  few.map((key) => (key.path.join('.') === path.join('.') ? { ...key, ...change } : key));

describe('the keys of a server', () => {
  test('are ours where nothing is said of them', () => {
    for (const { path } of few) expect(about(few, path.join('.'))).toEqual([]);
  });

  test('are missed if the schema lacks one', () => {
    const real = [...few, { path: ['rtc', 'invented'], type: 'bool' }];
    expect(about(real, 'rtc.invented')).toEqual(['livekit-server 1.13.5: the schema lacks rtc.invented']);
  });

  test('are missed if it has none of ours', () => {
    expect(about(few, 'turn.domain')).toEqual(['livekit-server 1.13.5: it has no turn.domain']);
  });

  test.each<readonly [readonly string[], Partial<RealKey>, string]>([
    [['port'], { type: 'string' }, 'is of the type string'],
    [['port'], { type: 'uint8' }, 'ends before 0 to 65535'],
    [['rtc', 'use_ice_lite'], { type: 'int' }, 'is a whole number (int)'],
    [['psrpc', 'timeout'], { type: 'string' }, 'is of the type string'],
    [['psrpc', 'timeout'], { default: '500ms' }, 'is "500ms" where nothing is said, not "3s"'],
    [['audio', 'active_level'], { default: 30 }, 'is 30 where nothing is said, not 35'],
  ])('have their types and defaults: %s %o', (path, change, message) => {
    expect(about(withKey(path, change), path.join('.'))).toEqual([expect.stringContaining(message)]);
  });

  test('are compared with those of its version', () => {
    const said = (version: '1.9.11' | '1.13.5') =>
      keyProblems(few, version).some((problem) => problem.includes('debug_handler.port'));
    expect([said('1.9.11'), said('1.13.5')]).toEqual([false, true]);
  });
});

describe('the keys of a file', () => {
  test('are those of the server, but for the names in a map', () => {
    expect(strangers({ port: 1, keys: { anybody: 'x' }, rtc: { use_ice_lite: true } }, few)).toEqual([]);
    expect(strangers({ porte: 1, rtc: { ice: true } }, few)).toEqual(['porte', 'rtc.ice']);
  });
});

test('what reflection writes is read', () => {
  expect(realKeys('[{"path":["port"],"type":"uint32","default":7880}]')).toEqual([few[0]]);
  expect(() => realKeys('[{"path":"port"}]')).toThrow(/path/);
});
