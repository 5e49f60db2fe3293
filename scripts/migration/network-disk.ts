import { statfsSync } from "node:fs";
import { Refusal } from "./refusal";

// The types that statfs(2) and the kernel's magic.h name.
const NETWORK_DISKS = new Map([
  [0x6969, "NFS"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB"],
  [0x517b, "SMB"],
  [0x00c36400, "CephFS"],
  [0x0bd00bd0, "Lustre"],
  [0x5346414f, "AFS"],
  [0x01161970, "GFS2"],
]);

/** The name of the network filesystem that statfs(2) describes by this type; null: any other filesystem. */
export function networkDisk(type: number): string | null {
  // Some platforms give the upper half as a negative number.
  return NETWORK_DISKS.get(type >>> 0) ?? null;
}

/**
 * Throws a Refusal if the folder is on a network filesystem: SQLite's write-ahead log needs memory that processes share
 * and locks that work, so a database there can be damaged (https://sqlite.org/wal.html, https://sqlite.org/howtocorrupt.html).
 */
export function refuseNetworkDisk(folder: string): void {
  const name = networkDisk(statfsSync(folder).type);
  if (name === null) return;
  throw new Refusal(
    `${folder} is on a network filesystem (${name}), where the embedded database could be damaged. It was not touched.\n` +
      "Set DATA_DIR to a folder on a local disk, or use PostgreSQL (DATABASE_URL).",
  );
}
