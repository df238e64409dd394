import { Construct, RootConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { callSite, rememberSource, sourceOf } from '../../../src/constructs/source.js';

const HERE = 'test/constructs/base/source.test.ts';

class Remembering extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    rememberSource(this);
  }
}

/** The line of this file that calls this. */
function lineHere(): number {
  return Number(/source\.test\.ts:(\d+):\d+\)?$/m.exec(new Error('here').stack?.split('\n')[2] ?? '')?.[1]);
}

/** A stack trace as V8 writes it. */
function traced(...frames: readonly string[]): Construct {
  const construct = new Construct(new RootConstruct(), 'x');
  const original = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  // The trace is rendered when it is read for the first time, and kept.
  Error.prepareStackTrace = () =>
    ['Error: made here', ...frames.map((frame) => `    at ${frame}`)].join('\n');
  try {
    rememberSource(construct);
    sourceOf(construct);
  } finally {
    if (original === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Object.defineProperty(Error, 'prepareStackTrace', original);
  }
  return construct;
}

describe('sourceOf', () => {
  it('is the line that made the construct', () => {
    const root = new RootConstruct();
    const made = [new Remembering(root, 'x'), lineHere()] as const;
    // The constructor of a class outside of the package is the nearest foreign frame.
    expect(sourceOf(made[0])?.file).toBe(HERE);
    expect(sourceOf(made[0])?.line).toBeLessThan(made[1]);
  });

  it('is that of the nearest construct around one that does not know', () => {
    const outer = new Remembering(new RootConstruct(), 'outer');
    const inner = new Construct(new Construct(outer, 'between'), 'inner');
    expect(sourceOf(inner)).toEqual(sourceOf(outer));
    expect(sourceOf(inner)).toBeDefined();
  });

  it('is unknown if nothing around it knows', () => {
    expect(sourceOf(new Construct(new RootConstruct(), 'x'))).toBeUndefined();
  });

  it.each([
    ['new Thing (/app/charts/thing.ts:3:5)', { file: '/app/charts/thing.ts', line: 3 }],
    ['/app/charts/thing.ts:4:5', { file: '/app/charts/thing.ts', line: 4 }],
    ['async build (file:///app/my%20charts/thing.ts:5:1)', { file: '/app/my charts/thing.ts', line: 5 }],
    ['async file:///app/thing.ts:6:1', { file: '/app/thing.ts', line: 6 }],
    ['new Thing (/app (old)/thing.ts:7:5)', { file: '/app (old)/thing.ts', line: 7 }],
    ['Object.<anonymous> (/app/thing.ts:8:5)', { file: '/app/thing.ts', line: 8 }],
    [`x (${process.cwd()}/charts/thing.ts:9:5)`, { file: 'charts/thing.ts', line: 9 }],
    [`x (${process.cwd()}/src-of-mine/thing.ts:10:5)`, { file: 'src-of-mine/thing.ts', line: 10 }],
  ])('reads %s', (frame, location) => {
    expect(sourceOf(traced(frame))).toEqual(location);
  });

  it('passes by frames of this package, of dependencies and of the engine', () => {
    const frames = [
      `new ManifestObject (${process.cwd()}/src/constructs/manifest-object.ts:1:1)`,
      '/app/node_modules/cdk8s/lib/app.js:1:1',
      'Array.map (<anonymous>)',
      'node:internal/modules/run_main:1:1',
      'new Thing (/app/charts/thing.ts:3:5)',
      'main (/app/main.ts:1:1)',
    ];
    expect(sourceOf(traced(...frames))).toEqual({ file: '/app/charts/thing.ts', line: 3 });
  });
});

describe('callSite', () => {
  it('is the line of the caller', () => {
    const found = [callSite(), lineHere()] as const;
    expect(found[0]).toEqual({ file: HERE, line: found[1] });
  });
});
