import { Environment } from '@marcbachmann/cel-js';
import type { CelRule } from '../schema.js';
import { parseUrl, Url } from './url.js';

/** A compiled rule: whether it holds for a value, in the form that {@link celValue} gives. */
export type CelProgram = (self: unknown) => boolean;

/** Nobody writes a duration in so many characters. */
const LONGEST = 200;

let environment: Environment | undefined;
const programs = new Map<string, CelProgram>();

/** Compiles a rule once. */
export function celProgram({ rule }: CelRule): CelProgram {
  let program = programs.get(rule);
  if (program === undefined) {
    environment ??= kubernetesEnvironment();
    const parsed = environment.parse(rule);
    program = (self) => {
      // The library looks for a duration in time that grows with the third power of the text.
      if (typeof self === 'string' && self.length > LONGEST && rule.includes('duration(self)')) return false;
      try {
        return parsed({ self }) === true;
      } catch {
        // To the API server a rule that fails (`duration('soon')`) is a rule that is broken.
        return false;
      }
    };
    programs.set(rule, program);
  }
  return program;
}

/** The functions that Kubernetes adds to the language, as far as the rules of Istio's CRDs use them. */
function kubernetesEnvironment(): Environment {
  return new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })
    .registerVariable('self', 'dyn')
    .registerType('Url', Url)
    .registerFunction('isURL(string): bool', (text: string) => parseUrl(text) !== undefined)
    .registerFunction('url(string): Url', (text: string) => {
      const url = parseUrl(text);
      if (url === undefined) throw new Error('not a URL');
      return url;
    })
    .registerFunction('Url.getScheme(): string', ({ scheme }: Url) => scheme);
}
