import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./root.mjs";

/** A command that ended badly; its output was already shown. */
export class CommandFailed extends Error {
  name = "CommandFailed";

  /**
   * @param {string} title
   * @param {number} exitCode
   */
  constructor(title, exitCode) {
    super(`${title} failed (exit code ${exitCode})`);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command to its end. Its output is shown as it comes, or (quiet) only when it fails.
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
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const held = [];
    for (const [stream, target] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      stream.on("data", (chunk) => (isQuiet ? held.push(chunk) : target.write(chunk)));
    }
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolve();
      for (const chunk of held) process.stderr.write(chunk);
      reject(new CommandFailed(title, code ?? (signal === "SIGINT" ? 130 : 143)));
    });
  });
}

/**
 * Runs a JavaScript file with this very Node, past npx and its wrappers.
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
 * Does the work if the file that asks is the one Node was started with. A failed command ends the process with its
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
