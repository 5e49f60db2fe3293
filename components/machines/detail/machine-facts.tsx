import type { ReactNode } from "react";
import { MachineTags } from "@/components/parts/machine-tags";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import type { MachineView } from "@/lib/machines/schema";
import { AgentVersion } from "../connect/agent-version";
import { formatMemory } from "./format-figures";

/** The details of a machine: what people entered and what it reports. */
export function MachineFacts({ machine, hubUrl }: { machine: MachineView; hubUrl: string }) {
  const { system_info: info } = machine;
  const system = [info.platform, info.platform_version].filter(Boolean).join(" ");
  const isDefault = machine.offline_after === null;
  return (
    <Card>
      <CardHeader title="Details" />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 p-4">
        <Fact label="Threshold">
          {machine.offline_after_effective}
          {isDefault && <span className="text-muted-foreground"> (default)</span>}
        </Fact>
        {machine.description !== "" && (
          <Fact label="Description">
            <span className="whitespace-pre-line">{machine.description}</span>
          </Fact>
        )}
        {machine.tags.length > 0 && (
          <Fact label="Tags">
            <MachineTags tags={machine.tags} />
          </Fact>
        )}
        {system !== "" && <Fact label="System">{system}</Fact>}
        {info.kernel_version !== undefined && <Fact label="Kernel">{info.kernel_version}</Fact>}
        {info.cpu_cores !== undefined && <Fact label="CPU cores">{info.cpu_cores}</Fact>}
        {info.memory_total_mb !== undefined && (
          <Fact label="Memory">{formatMemory(info.memory_total_mb)}</Fact>
        )}
        {info.disk_total_gb !== undefined && <Fact label="Disk">{Math.round(info.disk_total_gb)} GB</Fact>}
        {info.last_boot_time !== undefined && (
          <Fact label="Last boot">
            <LocalTime at={info.last_boot_time} />
          </Fact>
        )}
        {machine.agent_version !== null && (
          <Fact label="Agent">
            <AgentVersion machine={machine} hubUrl={hubUrl} />
          </Fact>
        )}
        <Fact label="Added">
          <LocalTime at={machine.created_at} />
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
