import { describe, expect, test } from 'vitest';
import { fencedBlocks } from '../../conformance/fenced.js';

const lines = (...texts: readonly string[]): string => texts.join('\n');

describe('fenced blocks', () => {
  test('have their language, text, first line and heading', () => {
    const text = lines(
      '# Guide',
      '',
      '```yaml',
      'a: 1',
      '',
      'b: 2',
      '```',
      '',
      '## Then',
      '```',
      'text',
      '```',
    );
    expect(fencedBlocks(text)).toEqual([
      { language: 'yaml', text: 'a: 1\n\nb: 2\n', line: 4, heading: 'Guide' },
      { language: '', text: 'text\n', line: 11, heading: 'Then' },
    ]);
  });

  test('take the first word after the fence for the language', () => {
    expect(fencedBlocks('```YAML title=x\n```').map(({ language }) => language)).toEqual(['yaml']);
  });

  test('end at a fence that is as long as theirs, and of the same kind', () => {
    const text = lines('````md', '```yaml', '~~~~', '````', 'text', '~~~sh', '```', '~~~~');
    expect(fencedBlocks(text).map((block) => block.text)).toEqual(['```yaml\n~~~~\n', '```\n']);
  });

  test('are not indented by what their fence is indented by', () => {
    const text = lines('- item', '', '  ```yaml', '  a:', '    b: 1', ' c: 2', '  ```');
    expect(fencedBlocks(text).map((block) => block.text)).toEqual(['a:\n  b: 1\nc: 2\n']);
  });

  test('hold no headings', () => {
    const text = lines('# Guide', '```sh', '# a comment', '```', '```sh', '```');
    expect(fencedBlocks(text).map(({ heading }) => heading)).toEqual(['Guide', 'Guide']);
  });

  test('may lack their end, and come with the line ends of Windows', () => {
    expect(fencedBlocks('```sh\r\nls\r\n').map(({ text }) => text)).toEqual(['ls\n\n']);
  });

  test('are not what stands in backticks within a line', () => {
    expect(fencedBlocks('``` ls ```\n\ntext')).toEqual([]);
  });
});
