"use client";

import { KeyRound } from "lucide-react";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveResource } from "@/components/layout/use-live-resource";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { parseDuration } from "@/lib/duration";
import { quickAgentIntervalS, quickAgentScript } from "@/lib/machines/quick-agent";
import type { MachineView } from "@/lib/machines/schema";
import { FirstReport } from "./first-report";

/** A machine with its key, as only POST /api/v1/machines answers it. */
export type CreatedMachine = MachineView & { api_key: string };

type ConnectMachineProps = { created: CreatedMachine; hubUrl: string; needsChannel: boolean };

/** Shows the key, this once, and waits for the first report that carries it. */
export function ConnectMachine({ created, hubUrl, needsChannel }: ConnectMachineProps) {
  const { data: machine } = useLiveResource<MachineView>({
    path: `/api/v1/machines/${created.id}`,
    initial: created,
  });
  const offlineAfterMs = parseDuration(created.offline_after_effective) ?? 0;
  const script = quickAgentScript({
    hubUrl,
    apiKey: created.api_key,
    intervalS: quickAgentIntervalS(offlineAfterMs),
  });
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={`Connect ${created.name}`}
        note="Paste these lines into a terminal on the machine (Linux, with curl)."
      />
      <div className="grid grid-cols-1 gap-5">
        <FirstReport machine={machine} needsChannel={needsChannel} />
        <CodeBlock what="lines to paste" code={script} />
        <Notice tone="warn" icon={<KeyRound aria-hidden />} title="The key is shown only now">
          <p>It is in the lines above. Keep it if another program will report for this machine.</p>
        </Notice>
        <CodeBlock what="API key" code={created.api_key} />
      </div>
    </div>
  );
}
