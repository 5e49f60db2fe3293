import type { ChannelType, Gate, Transports } from "../../messages/channel-type";
import { CHANNEL_TYPES } from "../../transports/registry";

/** How long nothing is sent to a service that refuses the installation and does not say when to try again. */
const CLOSED_MS = 60_000;

/**
 * Tracks which types of channels this worker may send to right now, as far as the installation itself is concerned.
 */
export class Gates {
  private readonly gates = new Map<string, Gate>();
  /** Monotonic times; a type without a gate is missing. */
  private readonly closedUntilMs = new Map<string, number>();

  constructor(transports: Transports) {
    for (const { type, instance } of CHANNEL_TYPES)
      if (instance !== undefined) this.gates.set(type, instance.openGate(transports));
  }

  /** Of these types, those that may be sent to, and those that nothing gets through to right now. */
  async look(types: readonly ChannelType[]): Promise<{ open: ChannelType[]; closed: ChannelType[] }> {
    const found: Awaited<ReturnType<Gates["look"]>> = { open: [], closed: [] };
    for (const each of types) found[(await this.isOpen(each.type)) ? "open" : "closed"].push(each);
    return found;
  }

  /** Records that a service has refused the whole installation, with these words. */
  async close(type: string, message: string): Promise<void> {
    const gate = this.gates.get(type);
    if (gate === undefined) this.closedUntilMs.set(type, performance.now() + CLOSED_MS);
    else await gate.close(message);
  }

  private async isOpen(type: string): Promise<boolean> {
    const gate = this.gates.get(type);
    if (gate !== undefined) return gate.isOpen();
    return performance.now() >= (this.closedUntilMs.get(type) ?? 0);
  }
}
