/** A program of the real world that checks need. */
export interface Program {
  /** As in messages and in the name of its folder in the cache. */
  readonly name: string;
  /** Names the folder in the cache: whatever changes the binary has to change this. */
  readonly version: string;
  /** The files in its folder in the cache. */
  readonly binaries: readonly string[];
  /** What builds or installs it. @default 'go' */
  readonly builder?: 'go' | 'python3';
  /** Puts the binaries into a folder. Throws with the builder's output. */
  readonly build: (folder: string) => void;
}
