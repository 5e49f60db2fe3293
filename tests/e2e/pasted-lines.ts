import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A terminal on a machine, into which the lines from the page are pasted. */
export class PastedLines {
  private shell: ChildProcess | null = null;

  constructor(private readonly lines: string) {}

  run(): void {
    // Its own process group, as in a terminal: Ctrl-C reaches the shell and what it runs.
    const shell = spawn("sh", { detached: true, stdio: ["pipe", "ignore", "ignore"] });
    shell.stdin.end(`${this.lines}\n`);
    this.shell = shell;
  }

  async ctrlC(): Promise<void> {
    const shell = this.shell;
    this.shell = null;
    if (shell?.pid === undefined) return;
    const ended = once(shell, "exit");
    process.kill(-shell.pid, "SIGINT");
    await ended;
  }
}
