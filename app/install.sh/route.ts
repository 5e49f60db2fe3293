export { installScriptRoute as GET } from "@/lib/machines/agent/script-routes";
