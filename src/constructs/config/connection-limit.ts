/** How many clients an endpoint can take: `total` less what `taken` says. */
export interface ConnectionLimit {
  /** The setting that limits: `max_connections`, `maxclients`. */
  readonly setting: string;
  readonly total: number;
  /** What others have of it, each with its reason. */
  readonly taken: Readonly<Record<string, number>>;
}
