import { readFile } from "node:fs/promises";
import path from "node:path";

type AgentFile = "agent.sh" | "install.sh" | "lunasentri-agent.service";

/** Reads a file of agent/ in the folder that the hub was started in. */
export function readAgentFile(name: AgentFile): Promise<string> {
  return readFile(path.join(process.cwd(), "agent", name), "utf8");
}
