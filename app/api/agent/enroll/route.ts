export { POST } from "@/app/agent/enroll/route";
