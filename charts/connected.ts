import type { BuiltOf } from '../src/index.js';
import type * as list from './components.js';

/** Every component as it was built: what `connect` sees. */
export type Components = BuiltOf<typeof list>;
