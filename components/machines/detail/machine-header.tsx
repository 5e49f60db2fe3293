import { ExternalLink } from "lucide-react";
import { displayStatus } from "@/components/parts/display-status";
import { FlappingSentence } from "@/components/parts/flapping";
import { STATUS_LOOKS, StatusIcon } from "@/components/parts/machine-status";
import type { MachineDetail } from "@/lib/machines/schema";
import { AgentVersion } from "../connect/agent-version";
import { MachineActions } from "./machine-actions";
import { SilenceSentence } from "./silence-sentence";

type MachineHeaderProps = {
  machine: MachineDetail;
  defaultOfflineAfter: string;
  hubUrl: string;
  canWrite: boolean;
  onChanged: (machine: MachineDetail) => void;
};

/** A machine's name, its current status, and its actions. */
export function MachineHeader({
  machine,
  defaultOfflineAfter,
  hubUrl,
  canWrite,
  onChanged,
}: MachineHeaderProps) {
  const status = displayStatus(machine);
  const look = STATUS_LOOKS[status];
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{machine.name}</h1>
        {machine.hostname !== null && machine.hostname !== machine.name && (
          <p className="text-muted-foreground">{machine.hostname}</p>
        )}
        <p className={`mt-3 flex items-center gap-2 text-lg font-semibold ${look.colour}`}>
          <StatusIcon status={status} className="size-5" />
          {look.word}
        </p>
        <p className="text-muted-foreground">
          <SilenceSentence machine={machine} />
        </p>
        {machine.flapping !== null && <FlappingSentence flapping={machine.flapping} className="mt-1" />}
        {machine.runbook_url !== null && (
          <p>
            <a
              href={machine.runbook_url}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex items-center gap-1 font-medium text-link hover:underline"
            >
              Runbook
              <ExternalLink className="size-3.5" aria-hidden />
            </a>
          </p>
        )}
        {machine.agent_outdated && (
          <p className="text-muted-foreground">
            Its agent is outdated: <AgentVersion machine={machine} hubUrl={hubUrl} />
          </p>
        )}
      </div>
      {canWrite && (
        <div className="flex flex-wrap items-center gap-2">
          <MachineActions
            machine={machine}
            defaultOfflineAfter={defaultOfflineAfter}
            hubUrl={hubUrl}
            onChanged={onChanged}
          />
        </div>
      )}
    </div>
  );
}
