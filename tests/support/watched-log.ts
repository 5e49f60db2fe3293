import { afterEach } from "vitest";
import { processState } from "@/lib/base/process-state";

const ERROR = 50;

/** The errors that have been logged in this process since the last look, as lines of JSON. */
const logged = new Set<string>();

// Before any logger is created: it writes here, not into the output of the run.
processState("log-output", () => ({
  write(line: string) {
    if ((JSON.parse(line) as { level: number }).level >= ERROR) logged.add(line);
  },
}));

let expected: RegExp[] = [];

/** Names the errors that the tests of a file make the product log. Any other fails the test in which it is logged. */
export function expectLogged(...messages: RegExp[]): void {
  expected = messages;
}

/** A line as a person reads it, with the trace on lines of its own. */
function readable(line: string): string {
  const { part, msg, err, level: _, time: _time, pid: _pid, ...fields } = JSON.parse(line);
  return [`${part}: ${msg}`, JSON.stringify(fields), err?.stack].filter(Boolean).join("\n");
}

afterEach(() => {
  const unexpected = [...logged].filter((line) => !expected.some((message) => message.test(line)));
  logged.clear();
  if (unexpected.length === 0) return;
  throw new Error(
    `Errors were logged that no test of this file expects:\n\n${unexpected.map(readable).join("\n\n")}`,
  );
});
