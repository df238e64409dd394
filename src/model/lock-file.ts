/** What a synthesis writes beside a set: the digests of its files, and what is true outside of it. */
export const LOCK_FILE = 'meshproof.lock';
