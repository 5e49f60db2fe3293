import { publicRoute } from "@/lib/api/route";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { readAgentFile } from "@/lib/machines/agent/read-agent-file";
import { renderInstaller } from "@/lib/machines/agent/render";
import { shellScript } from "@/lib/machines/agent/shell-script";

export const GET = publicRoute({
  pattern: "/install.sh",
  summary: "Get the agent's installer, filled in for this hub.",
  answers: { 200: "text/x-shellscript" },
  handle: async ({ request }) => {
    const [template, unit] = await Promise.all([
      readAgentFile("install.sh"),
      readAgentFile("lunasentri-agent.service"),
    ]);
    return shellScript(renderInstaller({ template, unit, hubUrl: requestHubUrl(request.headers) }));
  },
});
