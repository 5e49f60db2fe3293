"use client";

import { TriangleAlert } from "lucide-react";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { updateCommand } from "@/lib/machines/agent/render";
import { AGENT_VERSION } from "@/lib/machines/agent/version";
import { useHubUrl } from "./use-hub-url";

type UpdateAgentDialogProps = {
  /** The machine's name, or "3 machines". */
  what: string;
  /** The version that it runs; null: it differs. */
  version: string | null;
  hubUrl: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The command that updates the agent of one machine or several: it is the same for all. */
export function UpdateAgentDialog({ what, version, hubUrl, open, onOpenChange }: UpdateAgentDialogProps) {
  const { url, advice } = useHubUrl(hubUrl);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Update the agent of ${what}`}>
      <div className="grid grid-cols-1 gap-3">
        <p className="text-muted-foreground">
          Run this on {version === null ? "each of them" : "the machine"}. No sudo? Run it as root without{" "}
          <code>sudo</code>. It installs version {AGENT_VERSION}
          {version !== null && <> in place of {version}</>}. The key and all settings are kept.
        </p>
        <CodeBlock what="update command" code={updateCommand(url)} />
        <p className="text-[0.8125rem] text-muted-foreground">
          Installed without root? End the line with <code>sh -s -- --prefix DIR</code> instead of{" "}
          <code>sudo sh</code>.
        </p>
        {advice !== null && (
          <Notice tone="warn" icon={<TriangleAlert aria-hidden />} title="Set HUB_URL">
            {advice}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
