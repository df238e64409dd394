import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { maskedText } from '../../../src/model/settings/masked-text.js';
import { parseSettings } from '../../../src/model/settings/read.js';
import { cidr } from '../../../src/model/settings/types.js';

describe('values of fields that are secret', () => {
  it.each([
    ['password: hunter2', 'password: *******'],
    ["db_password: 'two words'", "db_password: '*** *****'"],
    ['{host: a, apiSecret: "x,y", port: 1}', '{host: a, apiSecret: "***", port: 1}'],
    ['- api_key: abc # why', '- api_key: *** * ***'],
    ['token: |\n  abc\n  def\nnext: 1', 'token: |\n  ***\n  ***\nnext: 1'],
    ['keys:\n  APIone: abc\nport: 1', 'keys:\n  APIone: ***\nport: 1'],
    ['keys: {APIone: abc, APItwo: "de"}', 'keys: {APIone: ***, APItwo: "**"}'],
    ['secretName: a\nport: 2\nmonkey: b', 'secretName: a\nport: 2\nmonkey: b'],
    ['secret:\n  name: livekit', 'secret:\n  name: livekit'],
  ])('%s', (text, masked) => {
    expect(maskedText(text.split('\n')).join('\n')).toBe(masked);
  });

  it('are in no error, and neither are those around it', () => {
    const schema = z.strictObject({ password: z.int(), port: z.int(), token: z.string() });
    const read = (): unknown =>
      parseSettings('password: hunter2\nprot: 1\ntoken: abcdef\n', 'a.yaml', schema);
    expect(read).toThrow(/password: expected a whole number, found another value/);
    expect(read).not.toThrow(/hunter2|abcdef/);
  });
});

describe('a CIDR block', () => {
  const parse = (text: string): unknown =>
    parseSettings(`a: ${text}\n`, 'a.yaml', z.strictObject({ a: cidr }));

  it.each([
    ['10.20.0.5/16', '10.20.0.0/16'],
    ['10.20.30.40/0', '0.0.0.0/0'],
    ['192.168.1.129/25', '192.168.1.128/25'],
    ['fd00:1:2::5/48', 'fd00:1:2::/48'],
    ['fd00::1/127', 'fd00::/127'],
  ])('%s is refused, and %s is named', (text, network) => {
    expect(() => parse(text)).toThrow(`a: expected the network itself, ${network}, found "${text}"`);
    expect(parse(network)).toEqual({ a: network });
  });

  it.each(['10.20.0.5/32', 'fd00::5/128', 'FD00:0:0::/8'])('%s is one', (text) => {
    expect(parse(text)).toEqual({ a: text });
  });
});
