import { randomBytes, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const SECRET = /^[\w-]{43}$/;

// Folders shared with a virtual machine and some FUSE, SMB and FAT disks have no hard links.
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EACCES"]);
// A process that creates the file without a link writes it at once; another one may see it empty for a moment.
const LOOKS = 100;
const LOOK_EVERY_MS = 10;

/**
 * The secret in this file, created at first use (mode 0600). Any number of processes may start at once: the file appears
 * complete or not at all, and later processes read what the first one has written.
 */
export function readOrMakeSecret(file: string): string {
  const existing = readSecret(file);
  if (existing !== null) return existing;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const secret = `${randomBytes(32).toString("base64url")}\n`;
  const draft = `${file}.${randomUUID()}`;
  writeNew(draft, secret);
  try {
    // Unlike a rename, a link fails if the name exists.
    linkSync(draft, file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (NO_LINKS.has(code)) writeUnlessThere(file, secret);
    else if (code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readSecret(file);
  if (made === null) throw new Error(`the secret in ${file} vanished while starting`);
  return made;
}

function writeNew(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600, flag: "wx", flush: true });
}

function writeUnlessThere(file: string, text: string): void {
  try {
    writeNew(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function readSecret(file: string): string | null {
  for (let look = 1; ; look++) {
    const text = readText(file);
    if (text === null || SECRET.test(text)) return text;
    if (text !== "" || look === LOOKS) break;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
  throw new Error(
    `${file} does not contain a secret created by LunaSentri. Put it back from a backup. Delete it only if this hub has never run: what it sealed (webhook secrets, bot tokens) could not be opened again.`,
  );
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
