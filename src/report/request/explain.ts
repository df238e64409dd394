import type { Request } from '../../model/request.js';
import type { WalkableMesh } from '../../simulate/request/walkable.js';
import { headline, wayText } from './text.js';

/** What happens to a request, and why: how it ends, and a line for each decision with where it is written. */
export function explain(mesh: WalkableMesh, request: Request): string {
  const verdict = mesh.walk(request);
  return `${headline(verdict)}\n\n${wayText(verdict, mesh.locate)}\n`;
}
