/** A Secret that has to exist before the set is applied. */
export interface RequiredSecret {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** Who reads it, by workload name, in the order of declaration. */
  readonly users: readonly string[];
}

/** Collects which Secrets a platform refers to. Values are never seen here. */
export class SecretUses {
  private readonly uses = new Map<
    string,
    { namespace: string; name: string; keys: Set<string>; users: Set<string> }
  >();

  add(namespace: string, name: string, keys: readonly string[], user: string): void {
    const id = `${namespace}/${name}`;
    let use = this.uses.get(id);
    if (use === undefined) {
      use = { namespace, name, keys: new Set(), users: new Set() };
      this.uses.set(id, use);
    }
    for (const key of keys) use.keys.add(key);
    use.users.add(user);
  }

  /** All of them, sorted by namespace and name; their keys sorted too. */
  list(): readonly RequiredSecret[] {
    const ids = [...this.uses.keys()].sort();
    return ids.flatMap((id) => {
      const use = this.uses.get(id);
      return use === undefined ? [] : [{ ...use, keys: [...use.keys].sort(), users: [...use.users] }];
    });
  }
}
