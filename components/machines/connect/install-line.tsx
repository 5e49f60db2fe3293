import { TriangleAlert } from "lucide-react";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { parseDuration } from "@/lib/base/duration";
import { installCommand } from "@/lib/machines/agent/render";
import { quickAgentIntervalS } from "@/lib/machines/quick-agent";
import type { MachineView } from "@/lib/machines/schema";
import { useHubUrl } from "./use-hub-url";

type InstallLineProps = {
  machine: Pick<MachineView, "offline_after_effective">;
  enrollToken: string;
  hubUrl: string;
};

/** The command that installs the agent permanently, with a one-time token in it. */
export function InstallLine({ machine, enrollToken, hubUrl }: InstallLineProps) {
  const intervalS = quickAgentIntervalS(parseDuration(machine.offline_after_effective) ?? 0);
  const { url, advice } = useHubUrl(hubUrl);
  return (
    <>
      <p className="text-muted-foreground">
        Run this on the machine. No sudo? Run it as root without <code>sudo</code>. It installs a small agent
        that reports every {intervalS} s and starts at boot. The token works once and expires in an hour.
      </p>
      <CodeBlock what="install command" code={installCommand({ hubUrl: url, enrollToken, intervalS })} />
      {advice !== null && (
        <Notice tone="warn" icon={<TriangleAlert aria-hidden />} title="Set HUB_URL">
          {advice}
        </Notice>
      )}
    </>
  );
}
