import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.js';
import { action } from './http-action.js';
import { extras } from './http-extras.js';
import { match } from './http-match.js';
import { clean, oneOf, rare } from './pick.js';

/** What routes have that answer by themselves. */
const OF_ANSWERS = ['corsPolicy', 'headers', 'fault'];

/** One HTTP route. */
export const httpRoute: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.array(match, { maxLength: 2 }), action, extras, rare(oneOf('one', 'two'), 4))
  .map(([matches, act, more, name]) =>
    clean({
      name,
      ...(matches.length === 0 ? {} : { match: matches }),
      ...act,
      ...('route' in act
        ? more
        : Object.fromEntries(Object.entries(more).filter(([field]) => OF_ANSWERS.includes(field)))),
    }),
  );
