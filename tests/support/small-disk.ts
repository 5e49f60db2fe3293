import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isRoot } from "../../scripts/test-tools/host.mjs";

/** Why a test that needs a small disk is skipped. */
export const NO_SMALL_DISKS = "only root on Linux can mount a small disk";
/** Whether this host lets us mount file systems of our own. */
export const hasSmallDisks = isRoot && process.platform === "linux" && canMount();

/** A disk of a few megabytes that can be filled to the last byte. */
export class SmallDisk {
  readonly folder = mkdtempSync(path.join(tmpdir(), "lunasentri-disk-"));

  constructor(megabytes: number) {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0777`, "tmpfs", this.folder]);
  }

  private get ballast(): string {
    return path.join(this.folder, "ballast");
  }

  /** Leaves no room for another byte. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(this.ballast, Buffer.alloc(bavail * bsize));
  }

  makeRoom(): void {
    rmSync(this.ballast, { force: true });
  }

  remove(): void {
    execFileSync("umount", ["-l", this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function canMount(): boolean {
  if (!existsSync("/proc/self/mounts")) return false;
  const folder = mkdtempSync(path.join(tmpdir(), "lunasentri-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
