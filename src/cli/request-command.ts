import { PathError } from '../mesh/load/find-sets.js';
import { assumptionsOf } from '../mesh/load/assumptions.js';
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
import type { Command } from './commands.js';
import { readArguments, REQUEST_USAGE } from './request/arguments.js';
import { InputProblem } from './request/input-problem.js';
import { loadSet } from './request/load-set.js';

/** Walks requests through manifests. */
export const requestCommand: Command = {
  name: 'request',
  does: 'says what happens to a request, and why',
  run(args, { out, err }) {
    if (args.includes('--help') || args.includes('-h')) {
      out(REQUEST_USAGE);
      return 0;
    }
    try {
      const { paths, requests, output } = readArguments(args);
      const set = loadSet(paths);
      const compiled = compile(meshOf(set.manifests, assumptionsOf(set.folders)));
      const results = requests.map((request) => {
        const verdict = walked(compiled, request);
        return { request, verdict, problem: expectationProblem(request, verdict) };
      });
      out(output === 'json' ? requestsJson(results) : requestsText(results, set.locate));
      return results.some(({ problem }) => problem !== undefined) ? 1 : 0;
    } catch (error) {
      if (error instanceof SettingsError) err(`${error.message}\n`);
      else if (error instanceof InputProblem || error instanceof PathError) err(`request ${error.message}\n`);
      else throw error;
      return 2;
    }
  },
};

function walked(compiled: CompiledMesh, request: Request): ExplainedVerdict {
  try {
    return walk(compiled, request);
  } catch (error) {
    if (error instanceof RequestProblem) {
      throw new InputProblem(`${request.id ?? ''}: ${error.message}`);
    }
    throw error;
  }
}
