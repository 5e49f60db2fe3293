import { publicRoute } from "@/lib/api/route";
import { readAgentFile } from "@/lib/machines/agent/read-agent-file";
import { shellScript } from "@/lib/machines/agent/shell-script";

export const GET = publicRoute({
  pattern: "/agent.sh",
  summary: "Get the agent for Linux, a shell script.",
  answers: { 200: "text/x-shellscript" },
  handle: async () => shellScript(await readAgentFile("agent.sh")),
});
