import { z } from 'zod';
import type { Format } from '../format.js';
import { noteRewriting } from './expectation.js';

/** A text that has the form. Errors and the JSON Schema's description say what the form is. */
export function formatted(format: Format): z.ZodString {
  const words = `expected ${format.expected}`;
  const error = (issue: z.core.$ZodRawIssue) => {
    noteRewriting(issue);
    return words;
  };
  return z
    .string({ error })
    .refine((value) => format.accepts(value), { error: words })
    .describe(format.expected);
}
