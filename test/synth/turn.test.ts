import { describe, expect, it } from 'vitest';
import { machine, type Processes } from '../../src/synth/publish/processes.js';
import { hasClaims, takeTurn } from '../../src/synth/publish/turn.js';
import { SynthError } from '../../src/synth/synth-error.js';
import { memoryFiles } from './memory-files.js';

const RIVAL = '/dist/.meshproof-turn.other.abc';

/** Processes of which some live; what happens while this one waits. */
const world = (living: readonly string[], wait: () => void = () => undefined): Processes => ({
  mark: () => 'me',
  lives: (other) => living.includes(other),
  wait,
});

describe('a turn', () => {
  it('is claimed by a file that its end takes away', () => {
    const files = memoryFiles();
    const end = takeTurn('/dist', files, world([]));
    expect(hasClaims('/dist', files)).toBe(true);
    end();
    expect([...files.texts]).toEqual([]);
  });

  it('waits until whoever has it is done', () => {
    const files = memoryFiles([[RIVAL, '']]);
    let waits = 0;
    const wait = (): void => {
      waits++;
      if (waits === 3) files.remove(RIVAL);
    };
    takeTurn('/dist', files, world(['other'], wait));
    expect(waits).toBe(3);
    expect(files.list('/dist')).toEqual([expect.stringContaining('.me.') as string]);
  });

  it('is given back where another process claims it at the same time', () => {
    const files = memoryFiles();
    let claims = 0;
    const write = (path: string, text: string): void => {
      claims++;
      if (claims === 1) files.write(RIVAL, '');
      files.write(path, text);
    };
    let waits = 0;
    const wait = (): void => {
      waits++;
      expect([...files.texts.keys()]).toEqual([RIVAL]);
      files.remove(RIVAL);
    };
    takeTurn('/dist', { ...files, write }, world(['other'], wait));
    expect({ claims, waits }).toEqual({ claims: 2, waits: 1 });
  });

  it('of a process that is gone is taken over', () => {
    const files = memoryFiles([[RIVAL, '']]);
    takeTurn('/dist', files, world([]))();
    expect([...files.texts]).toEqual([]);
  });

  it('that never ends is an error in the end, which says what to remove', () => {
    const files = memoryFiles([[RIVAL, '']]);
    const take = (): unknown => takeTurn('/dist', files, world(['other']));
    expect(take).toThrow(SynthError);
    expect(take).toThrow(`if none runs, remove ${RIVAL}`);
    expect([...files.texts.keys()]).toEqual([RIVAL]);
  });
});

describe('a process', () => {
  const [host = '', pid = '', start = ''] = machine.mark().split('.');

  it('lives while it runs', () => {
    expect(machine.lives(machine.mark())).toBe(true);
    expect(machine.lives(`${host}.999999999.1`)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is another one if it started at another time', () => {
    expect(machine.lives(`${host}.${pid}.${Number(start) + 1}`)).toBe(false);
  });

  it('of another machine is never taken for dead', () => {
    expect(machine.lives('0123456789ab.999999999.1')).toBe(true);
  });
});
