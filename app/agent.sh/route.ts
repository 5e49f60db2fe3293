export { agentScriptRoute as GET } from "@/lib/machines/agent/script-routes";
