/** Types of every shape that the walk of a CRD meets. */
export type WalkedProps = {
  readonly text?: string;
  readonly word?: 'A' | 'B';
  readonly count: number;
  readonly flag?: true;
  readonly list?: readonly { readonly inside: string }[];
  readonly map?: Readonly<Record<string, number>>;
  readonly host: string | { readonly host: string };
} & (
  { readonly a: string; readonly b?: never } | { readonly a?: never; readonly b?: { readonly c: number } }
);
