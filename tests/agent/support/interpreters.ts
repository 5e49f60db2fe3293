import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What runs the agent: a shell and an awk, and whether all other programs are busybox's, too. */
export type Interpreter = { name: string; shell: readonly string[]; awk: string; isAllBusybox: boolean };

/** The path of an installed program. */
function find(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/bin"];
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

export const busybox = find("busybox");

function interpreter(shell: "dash" | "bash", awk: string): Interpreter | undefined {
  const [shellPath, awkPath] = [find(shell), find(awk)];
  if (shellPath === undefined || awkPath === undefined) return undefined;
  return { name: `${shell} and ${awk}`, shell: [shellPath], awk: awkPath, isAllBusybox: false };
}

const CANDIDATES: Record<string, Interpreter | undefined> = {
  "dash and mawk": interpreter("dash", "mawk"),
  "dash and original-awk": interpreter("dash", "original-awk"),
  "bash and gawk": interpreter("bash", "gawk"),
  "busybox alone": busybox
    ? { name: "busybox alone", shell: [busybox, "ash"], awk: busybox, isAllBusybox: true }
    : undefined,
};

/** Those of the host, by their names; undefined: not installed. */
export const INTERPRETERS = Object.entries(CANDIDATES);

/** Those that are installed. */
export const INSTALLED = Object.values(CANDIDATES).filter((each) => each !== undefined);

/** One of each shell, for what no other program affects. */
export const SHELLS = INSTALLED.filter(({ awk }) => !/gawk|original-awk/.test(awk));

/** What busybox calls itself, so that each of its programs can be linked to it. */
export function busyboxPrograms(): string[] {
  if (busybox === undefined) return [];
  return spawnSync(busybox, ["--list"], { encoding: "utf8" }).stdout.split("\n").filter(Boolean);
}
