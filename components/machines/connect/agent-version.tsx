"use client";

import { CircleArrowUp } from "lucide-react";
import { useState } from "react";
import { AGENT_VERSION } from "@/lib/machines/agent/version";
import type { MachineView } from "@/lib/machines/schema";
import { UpdateAgentDialog } from "./update-agent-dialog";

type AgentVersionProps = {
  machine: Pick<MachineView, "name" | "agent_version" | "agent_outdated">;
  hubUrl: string;
};

/** The version of a machine's agent; one that is outdated is a button that shows how to update it. */
export function AgentVersion({ machine, hubUrl }: AgentVersionProps) {
  const { name, agent_version: version, agent_outdated: isOutdated } = machine;
  const [isOpen, setIsOpen] = useState(false);
  if (version === null) return <span className="text-muted-foreground">–</span>;
  if (!isOutdated) {
    return (
      <span className="block truncate" title={version}>
        {version}
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        onClick={() => setIsOpen(true)}
        title={`Outdated: the hub has ${AGENT_VERSION}`}
        aria-label={`${version}, outdated: update the agent of ${name}`}
        // Above the link that covers a row.
        className="relative z-10 inline-flex items-center align-middle gap-1 rounded font-medium text-late hover:underline"
      >
        {version}
        <CircleArrowUp className="size-4 shrink-0" aria-hidden />
      </button>
      <UpdateAgentDialog
        what={name}
        version={version}
        hubUrl={hubUrl}
        open={isOpen}
        onOpenChange={setIsOpen}
      />
    </>
  );
}
