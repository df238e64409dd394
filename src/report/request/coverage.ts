import { formatPath } from '../../model/field-path.js';
import type { Locate } from '../../model/locate.js';
import { formatRef } from '../../model/manifest.js';
import type { CoveredPart } from '../../simulate/request/coverage.js';
import { COVERED_KINDS } from '../../simulate/request/covered-parts.js';

const WIDTH = 78;

/** What decided a request, by kind, and each part that did not. */
export function coverageText(parts: readonly CoveredPart[], locate: Locate): string {
  const kinds = Object.entries(COVERED_KINDS).flatMap(([kind, name]) => {
    const own = parts.filter((part) => part.kind === kind);
    return own.length === 0 ? [] : [` ${`${kind} ${name}`.padEnd(30)} ${share(own)}`];
  });
  const open = parts
    .filter(({ covered }) => !covered)
    .map(({ resource, path }) => {
      const place = locate(resource, path);
      const start = `   ${formatRef(resource)} ${formatPath(path.slice(1)) || 'without rules'}`;
      return place === undefined ? start : `${start.padEnd(WIDTH)}  ${place.file}:${place.line}`;
    });
  const left = open.length === 0 ? [] : ['', ' decided no request:', ...open];
  return `${[`coverage  ${share(parts)}`, ...kinds, ...left].join('\n')}\n`;
}

/** The same as data. */
export function coverageJson(parts: readonly CoveredPart[], locate: Locate): object {
  return {
    covered: parts.filter(({ covered }) => covered).length,
    parts: parts.map(({ resource: { kind, namespace, name }, path, covered, resource }) => {
      const location = locate(resource, path);
      return {
        resource: { kind, namespace, name },
        path,
        covered,
        ...(location === undefined ? {} : { location }),
      };
    }),
  };
}

function share(parts: readonly CoveredPart[]): string {
  const covered = parts.filter((part) => part.covered).length;
  const percent = parts.length === 0 ? '' : ` (${Math.floor((100 * covered) / parts.length)} %)`;
  return `${covered} of ${parts.length}${percent}`;
}
