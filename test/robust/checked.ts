import { analyze, type Analysis } from '../../src/analysis/analyze.js';
import { fingerprintOf } from '../../src/analysis/baseline.js';
import { RULES } from '../../src/analysis/rules/index.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import { meshConfigIn, withMeshConfig } from '../../src/mesh/load/mesh-config.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../src/model/assumptions.js';
import { checkGithub } from '../../src/report/check-github.js';
import { checkJson } from '../../src/report/check-json.js';
import { checkMarkdown } from '../../src/report/check-markdown.js';
import { checkSarif } from '../../src/report/check-sarif.js';
import { checkText } from '../../src/report/check-text.js';

/** All that `meshproof check` does with files, with each of its reports. */
export function checked(files: Readonly<Record<string, string>>): Analysis {
  const loaded = loadSet(
    Object.entries(files).map(([file, text]) => ({ file, bytes: new TextEncoder().encode(text) })),
  );
  const assumptions = withMeshConfig(
    DEFAULT_ASSUMPTIONS,
    meshConfigIn(loaded, DEFAULT_ASSUMPTIONS.rootNamespace),
  );
  const analysis = analyze(meshOf(loaded.manifests, assumptions), {
    problems: loaded.problems,
    programFiles: loaded.programFiles,
    locate: (manifest, ...place) => loaded.originOf(manifest)?.locate(...place),
  });
  const set = { name: 'set', ...analysis, known: 0, notes: [], linesOf: loaded.linesOf };
  const fingerprint = (finding: (typeof analysis.findings)[number]) => fingerprintOf(finding, undefined);
  checkText([set], { rules: RULES.length });
  checkJson([set]);
  checkSarif([set], { rules: RULES, version: '0', fingerprint });
  checkGithub([set]);
  checkMarkdown([set]);
  return analysis;
}
