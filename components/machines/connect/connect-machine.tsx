"use client";

import { KeyRound } from "lucide-react";
import { PageHeader } from "@/components/layout/page-header";
import { useLiveResource } from "@/components/layout/use-live-resource";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import type { CreatedMachine, MachineView } from "@/lib/machines/schema";
import { FirstReport } from "./first-report";
import { NothingYet } from "./nothing-yet";
import { WaysToConnect } from "./ways-to-connect";

type ConnectMachineProps = { created: CreatedMachine; hubUrl: string; needsChannel: boolean };

/** Shows how to connect the machine, with the key that is shown only once, and waits for the first report. */
export function ConnectMachine({ created, hubUrl, needsChannel }: ConnectMachineProps) {
  const { data: machine } = useLiveResource<MachineView>({
    path: `/api/v1/machines/${created.id}`,
    initial: created,
  });
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={`Connect ${created.name}`} />
      <div className="grid grid-cols-1 gap-5">
        <FirstReport machine={machine} needsChannel={needsChannel} />
        <WaysToConnect created={created} hubUrl={hubUrl} />
        {machine.last_seen === null && <NothingYet hubUrl={hubUrl} />}
        <Notice
          tone="warn"
          icon={<KeyRound aria-hidden />}
          title="Not using the installer? Save this key now"
        >
          <p>It is shown only once. The installer creates a key of its own.</p>
        </Notice>
        <CodeBlock what="API key" code={created.api_key} />
      </div>
    </div>
  );
}
