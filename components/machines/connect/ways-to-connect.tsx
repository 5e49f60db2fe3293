import { CodeBlock } from "@/components/ui/code-block";
import { Tabs } from "@/components/ui/tabs";
import { parseDuration } from "@/lib/base/duration";
import { proofOfLifeCommand } from "@/lib/machines/agent/render";
import { quickAgentIntervalS, quickAgentScript } from "@/lib/machines/quick-agent";
import type { CreatedMachine } from "@/lib/machines/schema";
import { InstallLine } from "./install-line";
import { useHubUrl } from "./use-hub-url";

type WaysToConnectProps = { created: CreatedMachine; hubUrl: string };

/** Three ways to connect: the installed agent, an agent that runs while a terminal is open, and curl without an agent. */
export function WaysToConnect({ created, hubUrl }: WaysToConnectProps) {
  const { url } = useHubUrl(hubUrl);
  const { api_key: apiKey, enroll_token: enrollToken } = created;
  const intervalS = quickAgentIntervalS(parseDuration(created.offline_after_effective) ?? 0);
  return (
    <Tabs
      label="Ways to connect"
      tabs={[
        {
          name: "Linux",
          content: <InstallLine machine={created} enrollToken={enrollToken} hubUrl={hubUrl} />,
        },
        {
          name: "Without installing",
          content: (
            <>
              <Note>
                Paste these lines into a terminal on a Linux machine with curl. They report until you press
                Ctrl-C. Nothing is installed.
              </Note>
              <CodeBlock what="lines to paste" code={quickAgentScript({ hubUrl: url, apiKey, intervalS })} />
            </>
          ),
        },
        {
          name: "curl or cron",
          content: (
            <>
              <Note>
                Sends one report without metrics. To report every minute, put <code>* * * * *</code> in front
                of it in a crontab and set the threshold to three minutes or more. Anybody who can list the
                machine’s processes can see the key.
              </Note>
              <CodeBlock what="curl command" code={proofOfLifeCommand({ hubUrl: url, apiKey })} />
            </>
          ),
        },
      ]}
    />
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="text-muted-foreground">{children}</p>;
}
