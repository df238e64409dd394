import type { z } from 'zod';
import type { FieldProblem } from '../check-fields.js';
import { asGoReads } from '../livekit/go-values.js';
import { expectation } from '../settings/expectation.js';
import { formProblems } from '../settings/form-problems.js';
import { coreProblems } from './core-rules.js';
import { aicCoreSchema } from './core.js';
import { messageProblems } from './message-rules.js';
import { aicMessageSchema, asProtobufReads } from './message.js';
import { protocolProblems } from './protocol-rules.js';
import { aicProtocolSchema } from './protocol.js';

/** The files of AIC. */
export type AicForm = 'aic-protocol' | 'aic-core' | 'aic-message';

/**
 * What is wrong with a file of AIC: of its keys all are needed and no others known, and what they say fits together.
 * The constructs write no file of which this finds anything.
 */
export function aicConfigProblems(form: AicForm, written: unknown): readonly FieldProblem[] {
  switch (form) {
    case 'aic-protocol': {
      const schema = aicProtocolSchema();
      return judged(schema, asGoReads(written, schema), protocolProblems);
    }
    case 'aic-core': {
      const schema = aicCoreSchema();
      return judged(schema, asGoReads(written, schema), coreProblems);
    }
    case 'aic-message': {
      const { value, written: names } = asProtobufReads(written);
      return judged(aicMessageSchema(), value, messageProblems).map(({ path: [key = ''], ...problem }) => ({
        ...problem,
        path: [names.get(String(key)) ?? key].filter((step) => step !== ''),
      }));
    }
  }
}

function judged<T>(
  schema: z.ZodType<T>,
  value: unknown,
  rules: (file: T) => Iterable<FieldProblem>,
): readonly FieldProblem[] {
  const parsed = schema.safeParse(value, { error: expectation });
  return parsed.success ? [...rules(parsed.data)] : formProblems(parsed.error.issues, value);
}
