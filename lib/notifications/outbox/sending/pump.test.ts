import { describe, expect, it, vi } from "vitest";
import { Pump } from "./pump";

/** Work that runs until it is released. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

function pumpOf({ round = async () => {} }: { round?: () => Promise<void> } = {}) {
  const log = { error: vi.fn() };
  const onIdle = vi.fn();
  const rounds = vi.fn(round);
  return { pump: new Pump({ log, round: rounds, onIdle }), log, onIdle, rounds };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("a round", () => {
  it("is followed by one more, however many requests come meanwhile", async () => {
    const { open, passed } = gate();
    const { pump, rounds } = pumpOf({ round: () => passed });
    const first = pump.pump();
    void pump.pump();
    void pump.pump();
    expect(rounds).toHaveBeenCalledTimes(1);
    open();
    await first;
    expect(rounds).toHaveBeenCalledTimes(2);
  });

  it("that fails rejects for its caller, and the next one still runs", async () => {
    let isBroken = true;
    const { pump, rounds } = pumpOf({
      round: async () => {
        if (isBroken) throw new Error("the database is away");
      },
    });
    await expect(pump.pump()).rejects.toThrow("away");
    isBroken = false;
    await pump.pump();
    expect(rounds).toHaveBeenCalledTimes(2);
  });

  it("that nobody waits for logs its failure", async () => {
    const { pump, log } = pumpOf({ round: () => Promise.reject(new Error("the database is away")) });
    pump.again();
    await settle();
    expect(log.error).toHaveBeenCalledTimes(1);
  });
});

describe("work", () => {
  it("starts at once, and is followed by a round when it has ended", async () => {
    const { open, passed } = gate();
    const { pump, rounds, onIdle } = pumpOf();
    let hasBegun = false;
    pump.begin(async () => {
      hasBegun = true;
      await passed;
    }, {});
    expect(hasBegun).toBe(true);
    expect(pump.count).toBe(1);
    await settle();
    expect(rounds).not.toHaveBeenCalled();
    open();
    await settle();
    expect(pump.count).toBe(0);
    expect(onIdle).toHaveBeenCalledTimes(1);
    expect(rounds).toHaveBeenCalledTimes(1);
  });

  it("that fails is logged with its fields", async () => {
    const { pump, log } = pumpOf();
    const error = new Error("the database is away");
    pump.begin(() => Promise.reject(error), { deliveryId: 7 });
    await settle();
    expect(log.error).toHaveBeenCalledWith({ deliveryId: 7, err: error }, expect.any(String));
  });

  it("waits for what was running before it, and not for itself", async () => {
    const { open, passed } = gate();
    const { pump } = pumpOf();
    const order: string[] = [];
    pump.begin(async () => {
      await passed;
      order.push("other");
    }, {});
    pump.begin(async () => {
      await pump.drained();
      order.push("alone");
    }, {});
    open();
    await settle();
    expect(order).toEqual(["other", "alone"]);
  });
});

describe("a stop", () => {
  it("waits for running work, and lets nothing more start", async () => {
    const { open, passed } = gate();
    const { pump, rounds } = pumpOf();
    pump.begin(() => passed, {});
    let hasStopped = false;
    const stopping = pump.stop().then(() => {
      hasStopped = true;
    });
    await settle();
    expect(hasStopped).toBe(false);
    open();
    await stopping;
    await pump.pump();
    pump.again();
    await settle();
    expect(rounds).not.toHaveBeenCalled();
  });
});
