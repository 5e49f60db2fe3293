import { CodeBlock } from "@/components/ui/code-block";
import { parseDuration } from "@/lib/base/duration";
import { installCommand } from "@/lib/machines/agent/render";
import { quickAgentIntervalS } from "@/lib/machines/quick-agent";
import type { MachineView } from "@/lib/machines/schema";

type InstallLineProps = {
  machine: Pick<MachineView, "offline_after_effective">;
  enrollToken: string;
  hubUrl: string;
};

/** The line that installs the agent for good, with a one-time token in it. */
export function InstallLine({ machine, enrollToken, hubUrl }: InstallLineProps) {
  const intervalS = quickAgentIntervalS(parseDuration(machine.offline_after_effective) ?? 0);
  return (
    <>
      <p className="text-muted-foreground">
        Paste this line into a terminal on the machine; as root, leave out <code>sudo</code> where there is
        none. It installs a small agent that reports every {intervalS} s and starts with the machine. The
        token in it is good once, for an hour.
      </p>
      <CodeBlock what="install command" code={installCommand({ hubUrl, enrollToken, intervalS })} />
    </>
  );
}
