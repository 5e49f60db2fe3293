import type { Metadata } from "next";
import { ReportBrowser } from "@/components/reports/report-browser";
import { requireSession } from "@/lib/auth/loaders";
import { isAllowed } from "@/lib/teams/roles";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage() {
  const { role } = await requireSession();
  return <ReportBrowser canAddMachine={isAllowed({ role, permission: "machines.write" })} />;
}
