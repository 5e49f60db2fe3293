import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./root.mjs";

/** @type {NodeJS.Signals[]} */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
// What a shell reports for a command that was asked to end.
const EXIT_SIGNALLED = 143;

/** A command that failed; its output has already been shown. */
export class CommandFailed extends Error {
  /**
   * @param {string} title
   * @param {number} exitCode
   */
  constructor(title, exitCode) {
    super(`${title} failed (exit code ${exitCode})`);
    this.name = "CommandFailed";
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command to its end. Shows its output as it comes, or (quiet) only if it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, isQuiet?: boolean, title?: string }} [options]
 * @returns {Promise<void>}
 */
export function run(
  command,
  args,
  { env = process.env, isQuiet = false, title = [command, ...args].join(" ") } = {},
) {
  return new Promise((resolve, reject) => {
    // Its own process group, so that a signal also ends whatever it has started.
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    /** @type {Buffer[]} */
    const held = [];
    child.stdout.on("data", (chunk) => (isQuiet ? held.push(chunk) : process.stdout.write(chunk)));
    child.stderr.on("data", (chunk) => (isQuiet ? held.push(chunk) : process.stderr.write(chunk)));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward);
      if (code === 0) return resolve();
      if (signal === null) for (const chunk of held) process.stderr.write(chunk);
      reject(new CommandFailed(title, code ?? EXIT_SIGNALLED));
    });
  });
}

/**
 * Runs a JavaScript file with this Node, without npx and its wrappers.
 * @param {string} file relative to the root
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNode(file, args = [], options = {}) {
  return run(process.execPath, [path.join(ROOT, file), ...args], {
    title: [file, ...args].join(" "),
    ...options,
  });
}

/**
 * Does the work if the calling file is the one that Node was started with. A failed command ends the process with its
 * exit code and one line.
 * @param {string} url the import.meta.url of the file that asks
 * @param {() => Promise<void>} work
 */
export async function whenMain(url, work) {
  if (process.argv[1] === undefined || realpathSync(process.argv[1]) !== fileURLToPath(url)) return;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
}
