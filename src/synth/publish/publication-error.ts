/** The disk refused in the middle of a publication. Every file is whole; the next synthesis completes the set. */
export class PublicationError extends Error {
  override readonly name = 'PublicationError';
  /** The folder of the set. */
  readonly outdir: string;

  constructor(outdir: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`publication into ${outdir} was interrupted: ${reason}`, { cause });
    this.outdir = outdir;
  }
}
