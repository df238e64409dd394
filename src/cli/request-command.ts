import { SettingsError } from '../model/settings/settings-error.js';
import { expectationProblem } from '../simulate/request/expectation.js';
import { coverage } from '../simulate/request/coverage.js';
import { RequestProblem } from '../simulate/request/request-problem.js';
import { walkable, type WalkableMesh } from '../simulate/request/walkable.js';
import type { ExplainedVerdict, Request } from '../model/request.js';
import { coverageJson, coverageText } from '../report/request/coverage.js';
import { requestsJson } from '../report/request/json.js';
import { requestsText } from '../report/request/text.js';
import { setOf } from '../sets/sets-of.js';
import { wholeSet } from '../sets/whole-set.js';
import type { Run } from './commands.js';
import { publicationNotes } from './publication-notes.js';
import { readArguments, REQUEST_USAGE } from './request/arguments.js';
import { InputProblem } from './request/input-problem.js';

/** Walks requests through manifests. */
export const request: Run = async (args, { out, err }) => {
  if (args.includes('--help') || args.includes('-h')) {
    out(REQUEST_USAGE);
    return 0;
  }
  try {
    const { paths, requests, output, config, coverage: wantsCoverage, refusal } = readArguments(args);
    const found = await setOf(paths, config);
    const set = wholeSet(found);
    for (const note of [...publicationNotes(found.folders), ...set.notes]) err(`note  ${note}\n`);
    const mesh = walkable(set.mesh, set.locate);
    const results = requests.map((one, i) => {
      const verdict = walked(mesh, one, (field, message) => refusal(i, field, message));
      return { request: one, verdict, problem: expectationProblem(one, verdict) };
    });
    const covered = wantsCoverage ? coverage(mesh, requests) : undefined;
    if (output === 'json') out(requestsJson(results, covered && coverageJson(covered, set.locate)));
    else {
      out(requestsText(results, set.locate));
      if (covered !== undefined) out(`\n${coverageText(covered, set.locate)}`);
    }
    return results.some(({ problem }) => problem !== undefined) ? 1 : 0;
  } catch (error) {
    if (error instanceof SettingsError) err(`${error.message}\n`);
    else if (error instanceof InputProblem) err(`request ${error.message}\n`);
    else throw error;
    return 2;
  }
};

function walked(
  mesh: WalkableMesh,
  one: Request,
  refusal: (field: string, message: string) => Error,
): ExplainedVerdict {
  try {
    return mesh.walk(one);
  } catch (error) {
    throw error instanceof RequestProblem ? refusal(error.field, error.problem) : error;
  }
}
