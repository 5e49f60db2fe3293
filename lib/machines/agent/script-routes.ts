import { publicRoute } from "@/lib/api/public-route";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { readAgentFile } from "./read-agent-file";
import { renderInstaller } from "./render";
import { shellScript } from "./shell-script";

/** GET /agent.sh */
export const agentScriptRoute = publicRoute({
  pattern: "/agent.sh",
  summary: "Get the agent for Linux, a shell script.",
  answers: { 200: "text/x-shellscript" },
  handle: async () => shellScript(await readAgentFile("agent.sh")),
});

/** GET /install.sh */
export const installScriptRoute = publicRoute({
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
