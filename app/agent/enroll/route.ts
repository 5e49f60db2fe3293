export { enrollRoute as POST } from "@/lib/machines/enrollment/enroll-route";
