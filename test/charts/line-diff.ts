/** A file in two versions, by name. */
export interface FileVersions {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 2;

/** What `diff -U2` says of files, without line numbers, which other changes would move. */
export function lineDiff(files: readonly FileVersions[]): string {
  return files
    .filter(({ before, after }) => before !== after)
    .map(({ name, before, after }) => `--- ${name}\n+++ ${name}\n${hunks(edits(before, after))}`)
    .join('');
}

type Edit = readonly [mark: ' ' | '-' | '+', line: string];

function edits(before: string, after: string): readonly Edit[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  // common[i][j]: how many lines the rests from i and j have in common, in order.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row !== undefined)
        row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const result: Edit[] = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      result.push([' ', a[i] ?? '']);
      [i, j] = [i + 1, j + 1];
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      result.push(['-', a[i++] ?? '']);
    } else {
      result.push(['+', b[j++] ?? '']);
    }
  }
  return result;
}

function hunks(all: readonly Edit[]): string {
  let text = '';
  let shown = -1;
  for (const [i, [mark, line]] of all.entries()) {
    const near = all.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(([other]) => other !== ' ');
    if (!near) continue;
    if (i !== shown + 1) text += '@@\n';
    text += `${mark}${line}\n`;
    shown = i;
  }
  return text;
}
