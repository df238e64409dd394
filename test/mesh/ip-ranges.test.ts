import { isIPv4 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { block, blocks, ofFamily, size, subtract, union } from '../../src/mesh/ip-ranges.js';

const anyBlock = fc
  .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
  .map(([address, bits]) => `${address}/${bits}`);
const anyBlocks = fc.array(anyBlock, { maxLength: 6 });

describe('block', () => {
  test.each([
    ['10.0.0.0/8', 1n << 24n],
    ['10.1.2.3', 1n],
    ['0.0.0.0/0', 1n << 32n],
    ['fd00::/8', 1n << 120n],
    ['::1', 1n],
    ['::/0', 1n << 128n],
    ['1:2:3:4:5:6:7:8/128', 1n],
    ['nonsense', 0n],
  ])('%s has %d addresses', (text, count) => {
    expect(size(block(text))).toBe(count);
  });

  test('host bits do not matter', () => {
    expect(block('10.20.30.40/16')).toEqual(block('10.20.0.0/16'));
  });

  test('an IPv4 address is the same inside of IPv6', () => {
    expect(block('::ffff:10.1.2.3')).toEqual(block('10.1.2.3'));
    expect(block('::ffff:a01:203')).toEqual(block('10.1.2.3'));
  });

  test('holds what lies in it and nothing else', () => {
    const inside = (address: string, text: string) => size(subtract(block(address), block(text))) === 0n;
    expect(inside('10.20.255.255', '10.20.0.0/16')).toBe(true);
    expect(inside('10.21.0.0', '10.20.0.0/16')).toBe(false);
    expect(inside('fd00::1', 'fd00::/8')).toBe(true);
    expect(inside('fe00::1', 'fd00::/8')).toBe(false);
  });
});

test('families are told apart', () => {
  const both = blocks(['10.0.0.0/8', 'fd00::/8']);
  expect(ofFamily(both, 'IPv4')).toEqual(block('10.0.0.0/8'));
  expect(ofFamily(both, 'IPv6')).toEqual(block('fd00::/8'));
});

describe('laws', () => {
  test('what is removed and what is left make up the whole', () => {
    fc.assert(
      fc.property(anyBlocks, anyBlocks, (a, b) => {
        const [all, removed] = [blocks(a), blocks(b)];
        const left = subtract(all, removed);
        const gone = subtract(all, left);
        expect(union([left, gone])).toEqual(all);
        expect(size(left) + size(gone)).toBe(size(all));
        expect(size(subtract(gone, removed))).toBe(0n);
        expect(subtract(left, removed)).toEqual(left);
      }),
    );
  });

  test('order and repetition do not matter', () => {
    fc.assert(
      fc.property(anyBlocks, (texts) => {
        expect(blocks([...texts.toReversed(), ...texts])).toEqual(blocks(texts));
        expect(texts.every((text) => isIPv4(text.split('/')[0] ?? ''))).toBe(true);
      }),
    );
  });
});
