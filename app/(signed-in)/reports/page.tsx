import type { Metadata } from "next";
import { ReportBrowser } from "@/components/history/reports/report-browser";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage() {
  const { role } = await requireSession();
  return <ReportBrowser canAddMachine={isAllowed({ role, permission: "machines.write" })} />;
}
