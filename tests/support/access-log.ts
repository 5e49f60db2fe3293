import { processState } from "@/lib/base/process-state";

type Output = { write: (line: string) => void };

/** What this process logs about who is in. */
export class AccessLog {
  private readonly written: string[] = [];

  /** Follows the log from now on. */
  static follow(): AccessLog {
    const log = new AccessLog();
    // watched-log.ts has put its own output here.
    const output = processState<Output>("log-output", () => ({ write: () => undefined }));
    const write = output.write.bind(output);
    output.write = (line) => {
      if ((JSON.parse(line) as { part: string }).part === "access") log.written.push(line);
      write(line);
    };
    return log;
  }

  /** The lines as they were written. */
  all(): string[] {
    return this.written;
  }

  /** The same without what every line has. */
  lines(): object[] {
    return this.written.map((line) => {
      const {
        level: _level,
        time: _time,
        pid: _pid,
        part: _part,
        address: _address,
        ...rest
      } = JSON.parse(line);
      return rest;
    });
  }
}
