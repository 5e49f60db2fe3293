/** Remembers which key id belongs to a key's hash, or that none does. The commit decides whether it is still valid. */
export class KeyCache {
  private readonly ids = new Map<string, { keyId: number | null; untilMs: number }>();

  constructor(private readonly limits = { entries: 50_000, foundForMs: 3_600_000, unknownForMs: 10_000 }) {}

  /** The key's id, null for a key that is known not to exist, undefined if nothing is remembered. */
  get({ hash, nowMs }: { hash: string; nowMs: number }): number | null | undefined {
    const entry = this.ids.get(hash);
    return entry === undefined || entry.untilMs <= nowMs ? undefined : entry.keyId;
  }

  set({ hash, keyId, nowMs }: { hash: string; keyId: number | null; nowMs: number }): void {
    // Drop the oldest entry: a Map keeps insertion order.
    if (this.ids.size >= this.limits.entries) this.ids.delete(this.ids.keys().next().value ?? "");
    const forMs = keyId === null ? this.limits.unknownForMs : this.limits.foundForMs;
    this.ids.delete(hash);
    this.ids.set(hash, { keyId, untilMs: nowMs + forMs });
  }
}
