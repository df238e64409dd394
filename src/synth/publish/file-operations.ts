/** All that publication does to files. Folders exist before files are written into them. */
export interface FileOperations {
  /** What is at a path; `undefined` if nothing is. Symbolic links are `other`. */
  kind(path: string): 'file' | 'folder' | 'other' | undefined;
  /** The text of a file. */
  read(path: string): string;
  /** Names in a folder; none if there is no folder. */
  list(folder: string): readonly string[];
  /** Makes a folder and those around it; nothing if it exists. */
  makeFolder(path: string): void;
  /** Writes a file, new or replaced. A crash may leave it with a part of the text. */
  write(path: string, text: string): void;
  /** Makes sure that a written file, or the names in a folder, outlive a loss of power. */
  flush(path: string): void;
  /** Moves a file onto a path in the same folder, replacing what is there, in one indivisible step. */
  rename(from: string, to: string): void;
  /** Removes a file, if it is there. */
  remove(path: string): void;
}
