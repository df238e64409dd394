/** A program of the real world that checks need. */
export interface Program {
  /** As in messages and in the name of its folder in the cache. */
  readonly name: string;
  /** Names the folder in the cache: whatever changes the binary has to change this. */
  readonly version: string;
  /** The files in its folder in the cache. */
  readonly binaries: readonly string[];
  /** Puts the binaries into a folder, with Go. Throws with the builder's output. */
  readonly build: (folder: string) => void;
}
