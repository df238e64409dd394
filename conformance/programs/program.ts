/** A program of the real world that checks need. */
export type Program = BuiltProgram | FoundProgram;

/** A program that is built or installed into the cache, once for each version. */
export interface BuiltProgram {
  /** As in messages and in the name of its folder in the cache. */
  readonly name: string;
  /** Names the folder in the cache: whatever changes the binary has to change this. */
  readonly version: string;
  /** The files in its folder in the cache. */
  readonly binaries: readonly string[];
  /** The command that builds it, which has to be on the machine.
   *  @default 'go' */
  readonly builder?: 'go' | 'python3' | 'mvn';
  /** Puts the binaries into a folder. Throws with the builder's output. */
  readonly build: (folder: string) => void;
}

/** A program that the machine has, in whatever version; or that a package of Debian brings, for whoever is root. */
export interface FoundProgram {
  readonly name: string;
  readonly debianPackage: string;
  /** The names of its files. */
  readonly binaries: readonly string[];
  /** What makes the first of them say its version.
   *  @default '--version' */
  readonly versionArgument?: string;
  /** Folders to look in, before those of PATH. */
  readonly folders: () => readonly string[];
}

export function isFound(program: Program): program is FoundProgram {
  return 'debianPackage' in program;
}
