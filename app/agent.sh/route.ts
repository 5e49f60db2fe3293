import { readAgentFile } from "@/lib/agent/read-agent-file";
import { shellScript } from "@/lib/agent/shell-script";
import { publicRoute } from "@/lib/http/route";

export const GET = publicRoute({
  pattern: "/agent.sh",
  summary: "The agent for Linux, a shell script.",
  answers: { 200: "text/x-shellscript" },
  handle: async () => shellScript(await readAgentFile("agent.sh")),
});
