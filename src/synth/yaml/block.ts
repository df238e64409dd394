/** Characters that a literal block cannot hold, or that some reader would change in it. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/;

/** Whether text of several lines can be written as a literal block and read back unchanged. */
export function fitsBlock(text: string): boolean {
  const end = text.indexOf('\n');
  if (end === -1 || end === text.length - 1) return false;
  if (UNSAFE.test(text)) return false;
  // A first line that is empty or begins with a space would need an indentation indicator.
  if (text.startsWith('\n') || text.startsWith(' ')) return false;
  return !/ (?:\n|$)/.test(text) && !text.endsWith('\n\n');
}

/** A literal block; its lines are indented by `indent`. */
export function block(text: string, indent: string): string {
  const ends = text.endsWith('\n');
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  return `${ends ? '|' : '|-'}\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}`;
}
