import { spawn } from "node:child_process";
import { ROOT } from "../root.mjs";
import { say } from "../say.mjs";
import { decideRestart } from "./restart.mjs";

// sysexits.h: the settings are wrong, so restarting would not help.
export const EXIT_CONFIG = 78;

/**
 * @typedef {{ name: string, args: string[], env: NodeJS.ProcessEnv }} ProcessSpec
 * @typedef {{ onMessage: (message: unknown) => void, onConfigError: () => void }} ProcessEvents
 */

/** One process of the product, restarted whenever it dies, until it is stopped. */
export class KeptProcess {
  /** @type {import("node:child_process").ChildProcess | null} */
  #child = null;
  /** @type {NodeJS.Timeout | undefined} */
  #restartTimer;
  #failures = 0;
  #isStopping = false;
  #onExit = () => {};

  /**
   * @param {ProcessSpec} spec
   * @param {ProcessEvents} events
   */
  constructor(spec, events) {
    this.spec = spec;
    this.events = events;
  }

  start() {
    const startedAt = performance.now();
    const child = spawn(process.execPath, this.spec.args, {
      cwd: ROOT,
      env: this.spec.env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      // Its own process group: Ctrl-C reaches only the supervisor, which then stops everything in order.
      detached: true,
    });
    this.#child = child;
    child.on("message", this.events.onMessage);
    child.on("error", (error) => say(`${this.spec.name} could not start: ${error.message}`));
    child.on("close", (code, signal) => {
      this.#child = null;
      if (this.#isStopping) return this.#onExit();
      if (code === EXIT_CONFIG) return this.events.onConfigError();
      const { failures, delayMs } = decideRestart({
        failures: this.#failures,
        ranForMs: performance.now() - startedAt,
      });
      this.#failures = failures;
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      say(`${this.spec.name} ended unexpectedly (${how}); restarting it in ${delayMs / 1000} s`);
      this.#restartTimer = setTimeout(() => this.start(), delayMs);
    });
  }

  /**
   * Asks the process to stop, kills it if it has not stopped within the limit, and resolves when it has ended.
   * @param {number} limitMs
   * @returns {Promise<void>}
   */
  stop(limitMs) {
    this.#isStopping = true;
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child === null) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        say(`${this.spec.name} did not stop within ${limitMs / 1000} s and was killed`);
        this.kill();
      }, limitMs);
      this.#onExit = () => {
        clearTimeout(timer);
        resolve();
      };
      child.kill("SIGTERM");
    });
  }

  kill() {
    this.#child?.kill("SIGKILL");
  }
}
