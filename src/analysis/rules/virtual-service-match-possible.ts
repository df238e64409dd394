import { itemsAt, stringAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import { methodProblem } from '../policies/method-problem.js';
import { literalProblem } from '../policies/path-problem.js';
import { defineRule, type Violation } from '../rule.js';

// https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
export const virtualServiceMatchPossible = defineRule({
  id: 'virtual-service-match-possible',
  severity: 'error',
  what: 'A route matches a path or a method that no request has.',
  why: 'Requests pass it by, and go to another route or to none.',
  fix: 'Write what is in requests: a path from `/` on without query, a method in capitals; `prefix` and `regex` are for what may follow.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    for (const [i, route] of itemsAt(manifest, 'spec', 'http').entries()) {
      for (const [j, match] of itemsAt(route, 'match').entries()) {
        for (const [field, problemOf] of Object.entries(PROBLEMS)) {
          for (const way of ['exact', 'prefix']) {
            const text = stringAt(match, field, way) ?? '';
            const problem = text === '' ? undefined : problemOf(text, way);
            const path: FieldPath = ['spec', 'http', i, 'match', j, field, way];
            if (problem !== undefined) yield { ...problem, path };
          }
        }
      }
    }
  },
});

type Problem = Omit<Violation, 'path'> | undefined;

const PROBLEMS = {
  uri(text: string, way: string): Problem {
    const no = `no request has a path that ${way === 'exact' ? 'is' : 'starts with'} ${text}`;
    if (text.includes('*')) {
      const fix = text.endsWith('/*') ? `write prefix: ${text.slice(0, -1)}` : undefined;
      return { message: `${no}: \`*\` stands for itself`, fix };
    }
    const problem = literalProblem(text) ?? (text.startsWith('/') ? undefined : 'paths start with `/`');
    return problem === undefined ? undefined : { message: `${no}: ${problem}` };
  },
  method(text: string, way: string): Problem {
    if (text.includes('*')) return { message: `no request has the method ${text}: \`*\` stands for itself` };
    return methodProblem(way === 'exact' ? text : `${text}*`);
  },
};
