import { Lexer, Parser } from 'yaml';

/** Readers of YAML call themselves for each level; nothing that people write comes near this. */
export const MAX_DEPTH = 100;

/** The offset at which lists and mappings are nested too deeply to be read, `undefined` if nowhere. */
export function tooDeepAt(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // Each step may complete a document; only the open collections matter here.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH) return parser.offset - lexeme.length;
  }
  return undefined;
}
