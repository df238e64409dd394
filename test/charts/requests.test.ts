import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/commands.js';

const FOLDER = fileURLToPath(new URL('requests', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

describe.each(readdirSync(FOLDER))('%s', (file) => {
  it('is what dist does', async () => {
    const text = { out: '', err: '' };
    const code = await exitCodeOf(
      ['request', join(DIST, file.replace('.yaml', '')), '--requests', join(FOLDER, file)],
      { out: (part) => (text.out += part), err: (part) => (text.err += part) },
    );
    expect(text.out).not.toContain('FAIL');
    expect({ code, err: text.err }).toEqual({ code: 0, err: '' });
  });
});
