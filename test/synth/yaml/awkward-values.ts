import type { Json } from '../../../src/model/json.js';

/** Values that are no strings. */
export const AWKWARD_VALUES: readonly Json[] = [
  ...[
    0,
    -0,
    1,
    -1,
    0.1,
    1e21,
    -1e21,
    1.5e300,
    1e-7,
    1.5e-7,
    5e-324,
    Number.MAX_VALUE,
    Number.MAX_SAFE_INTEGER,
    1e20,
    123456789012345680000,
  ],
  ...[true, false, null],
  ...[
    [],
    {},
    [[]],
    [{}],
    [[], {}],
    { a: [] },
    { a: {} },
    { '': '' },
    { '': { '': [] } },
    [[[1]]],
    [[{ a: [[2], { b: [] }] }]],
  ],
];
