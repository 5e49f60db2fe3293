import { expect, it } from "vitest";
import { networkDisk } from "./network-disk";

it.each([
  ["NFS", 0x6969, "NFS"],
  ["CIFS", 0xff534d42, "CIFS"],
  ["CIFS, where the type is a signed number", 0xff534d42 | 0, "CIFS"],
  ["SMB", 0xfe534d42, "SMB"],
  ["ext4", 0xef53, null],
  ["btrfs", 0x9123683e, null],
  ["tmpfs", 0x01021994, null],
  ["overlayfs", 0x794c7630, null],
  ["a folder of the host in a virtual machine (9p, FUSE)", 0x65735546, null],
])("knows %s", (_name, type, expected) => {
  expect(networkDisk(type)).toBe(expected);
});
