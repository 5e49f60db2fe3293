import { CodeBlock } from "@/components/ui/code-block";
import { Tabs } from "@/components/ui/tabs";
import { parseDuration } from "@/lib/base/duration";
import { proofOfLifeCommand } from "@/lib/machines/agent/render";
import { quickAgentIntervalS, quickAgentScript } from "@/lib/machines/quick-agent";
import type { CreatedMachine } from "@/lib/machines/schema";
import { InstallLine } from "./install-line";

type WaysToConnectProps = { created: CreatedMachine; hubUrl: string };

/** The agent for good, the agent for as long as a terminal is open, and no agent at all. */
export function WaysToConnect({ created, hubUrl }: WaysToConnectProps) {
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
          name: "Any shell",
          content: (
            <>
              <Note>
                Paste these lines into a terminal on a Linux machine with curl. Nothing is installed; they
                report until Ctrl-C.
              </Note>
              <CodeBlock what="lines to paste" code={quickAgentScript({ hubUrl, apiKey, intervalS })} />
            </>
          ),
        },
        {
          name: "curl or cron",
          content: (
            <>
              <Note>
                One report without figures. For one a minute put <code>* * * * *</code> before it in a
                crontab, and let the machine be silent for three minutes or more. Who may list the machine’s
                processes can see the key.
              </Note>
              <CodeBlock what="curl command" code={proofOfLifeCommand({ hubUrl, apiKey })} />
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
