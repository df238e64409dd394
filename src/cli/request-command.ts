import { meshOf } from '../mesh/mesh.js';
import { SettingsError } from '../model/settings/settings-error.js';
import { expectationProblem } from '../simulate/request/expectation.js';
import { compile } from '../simulate/request/compile.js';
import { RequestProblem } from '../simulate/request/request-problem.js';
import { walk } from '../simulate/request/walk.js';
import type { ExplainedVerdict, Request } from '../model/request.js';
import { requestsJson } from '../report/request/json.js';
import { requestsText } from '../report/request/text.js';
import type { CompiledMesh } from '../simulate/request/compiled-mesh.js';
import type { Run } from './commands.js';
import { readArguments, REQUEST_USAGE } from './request/arguments.js';
import { InputProblem } from './request/input-problem.js';
import { readRequestSet } from './request/read-set.js';

/** Walks requests through manifests. */
export const request: Run = async (args, { out, err }) => {
  if (args.includes('--help') || args.includes('-h')) {
    out(REQUEST_USAGE);
    return 0;
  }
  try {
    const { paths, requests, output, config } = readArguments(args);
    const set = await readRequestSet(paths, config);
    for (const note of set.notes) err(`note  ${note}\n`);
    const compiled = compile(meshOf(set.manifests, set.assumptions));
    const results = requests.map((one) => {
      const verdict = walked(compiled, one);
      return { request: one, verdict, problem: expectationProblem(one, verdict) };
    });
    out(output === 'json' ? requestsJson(results) : requestsText(results, set.locate));
    return results.some(({ problem }) => problem !== undefined) ? 1 : 0;
  } catch (error) {
    if (error instanceof SettingsError) err(`${error.message}\n`);
    else if (error instanceof InputProblem) err(`request ${error.message}\n`);
    else throw error;
    return 2;
  }
};

function walked(compiled: CompiledMesh, one: Request): ExplainedVerdict {
  try {
    return walk(compiled, one);
  } catch (error) {
    if (error instanceof RequestProblem) {
      throw new InputProblem(`${one.id ?? ''}: ${error.field}: ${error.message}`);
    }
    throw error;
  }
}
