export { formatBytes } from "@/lib/base/bytes";

/** Memory in powers of 1024, from MiB: 16384 → "16 GB". */
export function formatMemory(megabytes: number): string {
  if (megabytes < 1024) return `${Math.round(megabytes)} MB`;
  const gigabytes = megabytes / 1024;
  return `${gigabytes >= 10 ? Math.round(gigabytes) : gigabytes.toFixed(1)} GB`;
}
