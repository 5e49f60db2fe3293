import { readAgentFile } from "@/lib/agent/read-agent-file";
import { shellScript } from "@/lib/agent/shell-script";
import { publicRoute } from "@/lib/http/route";

export const GET = publicRoute({
  pattern: "/agent.sh",
  handle: async () => shellScript(await readAgentFile("agent.sh")),
});
