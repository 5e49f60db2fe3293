import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findLibfaketime } from "../../scripts/test-tools/libfaketime.mjs";

/** The clocks of one process, to be set while it runs: its time of day alone, or its monotonic clock, too. */
export class FalseClock {
  private constructor(
    private readonly folder: string,
    /** What the process needs in its environment. */
    readonly env: Record<string, string>,
  ) {}

  static async create({ isMonotonicFalse = false } = {}): Promise<FalseClock> {
    const library = findLibfaketime();
    if (library === null)
      throw new Error("libfaketime is missing. Get it by: node scripts/obtain-test-tools.mjs");
    const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-clock-"));
    const clock = new FalseClock(folder, {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: path.join(folder, "offset"),
      FAKETIME_NO_CACHE: "1",
      ...(!isMonotonicFalse && { FAKETIME_DONT_FAKE_MONOTONIC: "1" }),
    });
    await clock.set(0);
    return clock;
  }

  /** Lets it be ahead of the host's clock by so many seconds (behind, if negative). */
  async set(offsetS: number): Promise<void> {
    const draft = path.join(this.folder, "draft");
    await writeFile(draft, `${offsetS < 0 ? "" : "+"}${offsetS}s\n`);
    await rename(draft, path.join(this.folder, "offset"));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
