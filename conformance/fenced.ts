/** A fenced code block of a Markdown text (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). */
export interface FencedBlock {
  /** The first word after the fence, in lower case. */
  readonly language: string;
  /** Without what the fence is indented by. */
  readonly text: string;
  /** Of its first line of text, counted from 1. */
  readonly line: number;
  /** The heading that it stands under, without `#`. */
  readonly heading: string;
}

/** The fenced blocks of a text; the last may lack its end. */
export function fencedBlocks(markdown: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let heading = '';
  let open: { fence: string; indent: number; language: string; line: number; lines: string[] } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { language, line, lines } = open;
    blocks.push({ language, text: lines.map((text) => `${text}\n`).join(''), line, heading });
    open = undefined;
  };
  markdown.split(/\r?\n/).forEach((text, index) => {
    if (open === undefined) {
      const [, indent = '', fence, info = ''] = /^( *)(`{3,}|~{3,}) *([^`]*)$/.exec(text) ?? [];
      if (fence === undefined) heading = /^#{1,6} +(.*)$/.exec(text)?.[1] ?? heading;
      else {
        const language = (info.split(/[ ,]/)[0] ?? '').toLowerCase();
        open = { fence, indent: indent.length, language, line: index + 2, lines: [] };
      }
    } else if (isEnd(text, open.fence)) close();
    else open.lines.push(text.replace(new RegExp(`^ {0,${open.indent}}`), ''));
  });
  close();
  return blocks;
}

function isEnd(text: string, fence: string): boolean {
  const trimmed = text.trim();
  return trimmed.startsWith(fence) && trimmed === fence.charAt(0).repeat(trimmed.length);
}
