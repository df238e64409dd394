/** One document of a file that may have several. */
export interface Chunk {
  readonly text: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
}

/** As kubectl splits (apimachinery util/yaml, YAMLReader): a line of `---`, which may have a comment. */
const SEPARATOR = /^---[ \t]*(?:#.*)?\r?$/gm;

/** The documents of a text, the empty ones left out. */
export function splitDocuments(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let line = 0;
  const add = (end: number): void => {
    const chunk = text.slice(start, end);
    if (hasContent(chunk)) chunks.push({ text: chunk, linesBefore: line });
    line += linesIn(chunk);
  };
  for (const match of text.matchAll(SEPARATOR)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(text.length);
  return chunks;
}

/** Anything but blanks and comments. */
function hasContent(chunk: string): boolean {
  return /^[ \t]*[^\s#]/m.test(chunk);
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
