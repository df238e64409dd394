import { visit, type Document, type YAMLError } from 'yaml';
import type { TextRange, YamlDialect, YamlProblem } from './yaml-tree.js';

const OWN_WORDS: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'expected spaces as indentation, found a tab',
  MULTIPLE_DOCS: 'expected one document, found several',
};

/** What the parser complains about, once for each line: one mistake often makes it lose the thread. */
export function syntaxProblems(
  document: Document.Parsed,
  text: string,
  lineOf: (offset: number) => number,
  dialect: YamlDialect = {},
): readonly YamlProblem[] {
  const problems = new Map<number, YamlProblem>();
  const add = (range: TextRange, message: string) => {
    const line = lineOf(range[0]);
    if (!problems.has(line)) problems.set(line, { code: 'syntax', path: [], range, message });
  };
  if (document.directives.yaml.version !== '1.2') {
    const start = text.indexOf('%YAML');
    add([start, start + '%YAML 1.1'.length], 'expected YAML 1.2, found another version');
  }
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    if (code === 'TAG_RESOLVE_FAILED' && dialect.anyTag === true) continue;
    const quote = code === 'MISSING_CHAR' ? openQuote(document, pos[0]) : undefined;
    if (quote !== undefined) {
      // Whatever follows is inside of the quote.
      add(quote, 'not valid YAML: this quote is never closed');
      break;
    }
    add(pos, OWN_WORDS[code] ?? `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
  return [...problems.values()];
}

/** Where the quote is opened that the parser misses at the end of the text. */
function openQuote(document: Document.Parsed, missedAt: number): TextRange | undefined {
  let found: TextRange | undefined;
  visit(document, {
    Scalar(_, { range, type }) {
      if (range?.[1] === missedAt && type?.startsWith('QUOTE') === true) found = [range[0], range[0] + 1];
    },
  });
  return found;
}
