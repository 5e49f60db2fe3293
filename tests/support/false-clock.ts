import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { installByApt } from "./host";

const LIBRARIES = ["/usr/lib", "/usr/lib64", "/usr/local/lib"];

function findLibrary(): string | undefined {
  // Debian has it below a folder for the host's architecture.
  const folders = LIBRARIES.filter(existsSync).flatMap((folder) => [
    folder,
    ...readdirSync(folder).map((name) => path.join(folder, name)),
  ]);
  return folders.map((folder) => path.join(folder, "faketime/libfaketimeMT.so.1")).find(existsSync);
}

function obtainLibrary(): string {
  const found = findLibrary() ?? (installByApt("libfaketime") ? findLibrary() : undefined);
  if (found === undefined) {
    throw new Error(
      "The tests of clock steps need libfaketime. Install it (Debian: apt-get install libfaketime).",
    );
  }
  return found;
}

/** The clocks of one process, to be set while it runs: its time of day alone, or its monotonic clock, too. */
export class FalseClock {
  private constructor(
    private readonly folder: string,
    /** What the process needs in its environment. */
    readonly env: Record<string, string>,
  ) {}

  static async create({ isMonotonicFalse = false } = {}): Promise<FalseClock> {
    const library = obtainLibrary();
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
