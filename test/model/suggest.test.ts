import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, suggest } from '../../src/model/suggest.js';

const COMPONENTS = ['ai-core', 'communication', 'dashboard', 'webrtc'];

describe('suggest', () => {
  it.each([
    ['dashbord', 'dashboard'],
    ['dashbaord', 'dashboard'],
    ['dashboardd', 'dashboard'],
    ['DASHBOARD', 'dashboard'],
    ['aiCore', 'ai-core'],
    ['ai_core', 'ai-core'],
    ['comunnication', 'communication'],
    ['wbertc', 'webrtc'],
  ])('%s is probably %s', (word, meant) => {
    expect(suggest(word, COMPONENTS)).toBe(meant);
  });

  it.each(['', 'x', 'redis', 'communicate-with-others', 'web'])('%j is nothing known', (word) => {
    expect(suggest(word, COMPONENTS)).toBeUndefined();
  });

  it('takes the closest, and the first of equally close ones', () => {
    expect(suggest('ports', ['port', 'parts', 'posts'])).toBe('port');
    expect(suggest('hots', ['hosts', 'hot', 'host'])).toBe('hosts');
    expect(suggest('hostss', ['host', 'hosts'])).toBe('hosts');
  });

  it('does not suggest what was written', () => {
    expect(suggest('host', ['host'])).toBeUndefined();
    expect(suggest('host', ['host', 'hosts'])).toBe('hosts');
  });

  it('does not guess at words of two letters', () => {
    expect(suggest('tp', ['to'])).toBeUndefined();
  });
});

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['ba', 'ab', 1],
    ['abc', 'abd', 1],
    ['abc', 'bc', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%j to %j takes %i edits', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, and 0 for equal words only', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
